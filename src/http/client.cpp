#include "http/client.hpp"

#include <algorithm>

#include "http/client_state.hpp"
#include "http/sender.hpp"

namespace censusctl::http {
namespace {

class pooled_client final : public client {
public:
    explicit pooled_client(std::shared_ptr<client_state> state) : state_{std::move(state)} {}

    boost::asio::awaitable<result<response>> send(request message) override {
        return send_repeatedly(state_, std::move(message));
    }

    client_statistics statistics() const override { return state_->counted; }

    void stop() override {
        state_->stopped = true;
        state_->idle.clear();
        state_->interrupt_all(interrupt_cause::stopped);
    }

private:
    std::shared_ptr<client_state> state_;
};

}  // namespace

std::string_view response::header(std::string_view name) const noexcept {
    const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
    return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

result<std::unique_ptr<client>> make_client(boost::asio::any_io_executor executor, client_options options) {
    result<client_settings> settings = read_settings(std::move(options));
    if (!settings) {
        return settings.error();
    }
    std::unique_ptr<client> client = std::make_unique<pooled_client>(
        std::make_shared<client_state>(std::move(executor), std::move(*settings)));
    return client;
}

}  // namespace censusctl::http
