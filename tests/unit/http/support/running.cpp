#include "unit/http/support/running.hpp"

#include <algorithm>
#include <boost/asio/detached.hpp>

namespace censusctl::http::test {
namespace {

boost::asio::awaitable<void> send_one(client& transport, std::size_t number, request message,
                                      std::vector<ended_request>& ended) {
    auto outcome = co_await transport.send(std::move(message));
    ended_request end{number, std::move(outcome)};
    ended.push_back(std::move(end));
}

}  // namespace

diagnostics::log_sink recorded_log::sink() {
    return [this](diagnostics::log_level, std::string_view message, const diagnostics::log_fields& fields) {
        std::string line{message};
        for (const auto& [name, value] : fields) {
            line.append(" ").append(name).append("=").append(value);
        }
        lines.push_back(std::move(line));
    };
}

bool recorded_log::mentions(std::string_view text) const {
    return std::ranges::any_of(lines,
                               [&](const std::string& line) { return line.find(text) != std::string::npos; });
}

client_options options_for(const std::string& base_url) {
    client_options options;
    options.base_url = base_url;
    options.token = "test-token";
    options.backoff_base = std::chrono::milliseconds{1};
    options.backoff_cap = std::chrono::milliseconds{4};
    options.attempt_timeout = std::chrono::seconds{10};
    options.jitter_seed = 7;
    return options;
}

request get(std::string target) {
    request message;
    message.target = std::move(target);
    return message;
}

request create(std::string target, std::string body) {
    request message;
    message.method = "POST";
    message.target = std::move(target);
    message.body = std::move(body);
    message.replay = replay::once;
    return message;
}

session::session(client_options options) {
    auto made = make_client(context_.get_executor(), std::move(options));
    if (!made) {
        throw std::runtime_error(made.error().message);
    }
    client_ = std::move(*made);
}

result<response> session::send(request message) {
    std::vector<request> messages;
    messages.push_back(std::move(message));
    return std::move(send_all(*this, std::move(messages)).front().outcome);
}

std::vector<ended_request> send_all(session& with, std::vector<request> messages) {
    std::vector<ended_request> ended;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        boost::asio::co_spawn(with.context(), send_one(with.transport(), i, std::move(messages[i]), ended),
                              boost::asio::detached);
    }
    with.context().restart();
    with.context().run_for(std::chrono::seconds{20});
    if (ended.size() != messages.size()) {
        throw std::runtime_error("not all requests ended within 20 s");
    }
    return ended;
}

}  // namespace censusctl::http::test
