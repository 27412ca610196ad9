#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "http/client.hpp"

namespace censusctl::http {

/// A request that was sent, and the reply to it.
struct recorded_exchange {
    request sent;
    int status{0};     ///< 0: no complete reply came
    std::string body;  ///< of the reply
};

/// A client that keeps what passes through another one, in the order in which the replies came. A request
/// that was repeated is kept once, with its last reply. Everything is held in memory, the bodies too.
class recorder final : public client {
public:
    explicit recorder(std::unique_ptr<client> inner) : inner_(std::move(inner)) {}

    [[nodiscard]] boost::asio::awaitable<result<response>> send(request message) override;
    [[nodiscard]] client_statistics statistics() const override { return inner_->statistics(); }
    void stop() override { inner_->stop(); }

    /// What passed since the last time this was asked.
    [[nodiscard]] std::vector<recorded_exchange> take() { return std::exchange(exchanges_, {}); }

private:
    std::unique_ptr<client> inner_;
    std::vector<recorded_exchange> exchanges_;
};

}  // namespace censusctl::http
