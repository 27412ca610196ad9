#include "census/fan_out.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <utility>

namespace censusctl::census {

namespace asio = boost::asio;

/// A timer that never runs out: cancelling it wakes who waits.
struct fan_out::wake_up {
    explicit wake_up(const asio::any_io_executor& executor)
        : timer(executor, asio::steady_timer::time_point::max()) {}
    asio::steady_timer timer;
};

fan_out::fan_out(asio::any_io_executor executor, std::size_t most)
    : executor_(std::move(executor)), most_(most), wake_(std::make_shared<wake_up>(executor_)) {}

void fan_out::add(job_rank rank, job work) {
    waiting_.emplace(std::move(rank), std::move(work));
    if (started_) {
        start_jobs();
    }
}

asio::awaitable<std::optional<http::failure>> fan_out::run() {
    const std::shared_ptr<fan_out> self = shared_from_this();
    started_ = true;
    start_jobs();
    while (running_ > 0) {
        boost::system::error_code cancelled;
        co_await wake_->timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }
    if (thrown_) {
        std::rethrow_exception(thrown_);
    }
    co_return failure_;
}

void fan_out::start_jobs() {
    if (thrown_) {
        waiting_.clear();
    }
    while (running_ < most_ && !waiting_.empty()) {
        const auto next = waiting_.begin();
        if (failed_rank_ && *failed_rank_ < next->first) {
            waiting_.clear();
            return;
        }
        auto node = waiting_.extract(next);
        ++running_;
        asio::co_spawn(executor_, node.mapped()(),
                       [self = shared_from_this(), rank = node.key()](const std::exception_ptr& thrown,
                                                                      std::optional<http::failure> problem) {
                           self->finish(rank, thrown, std::move(problem));
                       });
    }
}

void fan_out::finish(const job_rank& rank, const std::exception_ptr& thrown,
                     std::optional<http::failure> problem) {
    --running_;
    if (thrown && !thrown_) {
        thrown_ = thrown;
    }
    if (problem && (!failed_rank_ || rank < *failed_rank_)) {
        failed_rank_ = rank;
        failure_ = std::move(problem);
    }
    start_jobs();
    if (running_ == 0) {
        wake_->timer.cancel();
    }
}

}  // namespace censusctl::census
