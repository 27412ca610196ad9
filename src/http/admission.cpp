#include "http/admission.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace censusctl::http {

namespace asio = boost::asio;

namespace {

/// Takes a waiter off the list when its coroutine ends, also when the whole context is torn down.
template <class Waiter>
class listed {
public:
    listed(std::list<Waiter*>& list, Waiter& self) : list_{list}, self_{&self} { list_.push_back(self_); }
    ~listed() { list_.remove(self_); }
    listed(const listed&) = delete;
    listed& operator=(const listed&) = delete;

private:
    std::list<Waiter*>& list_;
    Waiter* self_;
};

}  // namespace

asio::awaitable<bool> admission::enter(interruption& interrupt) {
    const auto executor = co_await asio::this_coro::executor;
    if (interrupt.raised()) {
        co_return false;
    }
    if (running_ < width_ && waiters_.empty()) {
        ++running_;
        co_return true;
    }
    // The timer never expires: it is the signal by which `admit` and an interruption wake this coroutine.
    waiter self{asio::steady_timer{executor, asio::steady_timer::time_point::max()}};
    const listed<waiter> in_line{waiters_, self};
    interruption::hook ended{interrupt, [&self] {
                                 self.wake.cancel();
                             }};
    constexpr auto token = asio::as_tuple(asio::use_awaitable);
    co_await self.wake.async_wait(token);
    co_return self.admitted;
}

void admission::set_width(std::size_t width) {
    width_ = width;
    admit();
}

void admission::admit() {
    while (running_ < width_ && !waiters_.empty()) {
        waiter& next = *waiters_.front();
        waiters_.pop_front();
        ++running_;
        next.admitted = true;
        next.wake.cancel();
    }
}

void admission::place::give_back() {
    if (admission* from = std::exchange(from_, nullptr)) {
        --from->running_;
        from->admit();
    }
}

}  // namespace censusctl::http
