#pragma once
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "http/client.hpp"

namespace censusctl::census {

/// An HTTP client that answers from a script: for each "METHOD target", its answers in turn, the last one
/// again and again. What is not in the script is answered with the API's 404.
class fake_client final : public http::client {
public:
    explicit fake_client(boost::asio::any_io_executor executor);

    void answer(const std::string& call, std::string_view body, int status = 200);
    void fail(const std::string& call, http::failure problem);
    /// Answers only once so many requests wait at the same time. If that does not come within two seconds
    /// they are answered all the same, and `starved` is set.
    void hold_until(std::size_t waiting);

    boost::asio::awaitable<http::result<http::response>> send(http::request message) override;
    http::client_statistics statistics() const override { return {}; }
    void stop() override {}

    std::vector<http::request> requests;  ///< in the order in which they came
    std::size_t most_waiting{0};
    bool starved{false};

    /// "GET /api/v1/syncs?page=1…" of each request, in order.
    [[nodiscard]] std::vector<std::string> calls() const;
    [[nodiscard]] std::size_t count(std::string_view call_start) const;

private:
    http::result<http::response> next(const std::string& call);

    boost::asio::any_io_executor executor_;
    boost::asio::steady_timer gate_;
    std::map<std::string, std::deque<http::result<http::response>>> script_;
    std::size_t waiting_{0};
    std::size_t hold_until_{0};
};

}  // namespace censusctl::census
