#include "unit/census/support/fake_client.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

namespace censusctl::census {

namespace asio = boost::asio;

fake_client::fake_client(asio::any_io_executor executor) : executor_(executor), gate_(executor) {}

void fake_client::answer(const std::string& call, std::string_view body, int status) {
    http::response reply;
    reply.status = status;
    reply.body = body;
    script_[call].emplace_back(std::move(reply));
}

void fake_client::fail(const std::string& call, http::failure problem) {
    script_[call].emplace_back(std::move(problem));
}

void fake_client::hold_until(std::size_t waiting) {
    hold_until_ = waiting;
    gate_.expires_after(std::chrono::seconds(2));
}

asio::awaitable<http::result<http::response>> fake_client::send(http::request message) {
    const std::string call = message.method + " " + message.target;
    requests.push_back(std::move(message));
    ++waiting_;
    most_waiting = std::max(most_waiting, waiting_);
    if (waiting_ >= hold_until_) {
        gate_.cancel();
    } else {
        boost::system::error_code opened;
        co_await gate_.async_wait(asio::redirect_error(asio::use_awaitable, opened));
        starved = starved || !opened;
    }
    co_await asio::post(executor_, asio::use_awaitable);
    --waiting_;
    http::result<http::response> reply = next(call);
    co_return reply;
}

http::result<http::response> fake_client::next(const std::string& call) {
    const auto found = script_.find(call);
    if (found == script_.end()) {
        http::response reply;
        reply.status = 404;
        reply.body = R"({"status":"error","message":"not in the script"})";
        return reply;
    }
    auto& answers = found->second;
    auto reply = answers.front();
    if (answers.size() > 1) {
        answers.pop_front();
    }
    return reply;
}

std::vector<std::string> fake_client::calls() const {
    std::vector<std::string> all;
    for (const auto& one : requests) {
        all.push_back(one.method + " " + one.target);
    }
    return all;
}

std::size_t fake_client::count(std::string_view call_start) const {
    const auto all = calls();
    return static_cast<std::size_t>(
        std::ranges::count_if(all, [&](const std::string& call) { return call.starts_with(call_start); }));
}

}  // namespace censusctl::census
