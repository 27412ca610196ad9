#pragma once
#include <memory>
#include <utility>

#include "http/client.hpp"

namespace censusctl::http {

/// A client that cannot write: what is no GET is refused here, and never reaches the one that sends.
class read_only_client final : public client {
public:
    explicit read_only_client(std::unique_ptr<client> inner) : inner_(std::move(inner)) {}

    [[nodiscard]] boost::asio::awaitable<result<response>> send(request message) override;
    [[nodiscard]] client_statistics statistics() const override { return inner_->statistics(); }
    void stop() override { inner_->stop(); }

private:
    std::unique_ptr<client> inner_;
};

}  // namespace censusctl::http
