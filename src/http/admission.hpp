#pragma once
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <list>

#include "http/interruption.hpp"

namespace censusctl::http {

/// Lets at most so many requests run at once; the others wait, first in, first out. Used from one thread, and
/// must outlive whoever waits or holds a place.
class admission {
public:
    explicit admission(std::size_t width) noexcept : width_{width} {}
    admission(const admission&) = delete;
    admission& operator=(const admission&) = delete;

    /// Waits for a place. True: the caller has one, and puts it in a `place` at once. False: interrupted.
    [[nodiscard]] boost::asio::awaitable<bool> enter(interruption& interrupt);

    /// How many may run at once from now on. Those that already run go on.
    void set_width(std::size_t width);

    [[nodiscard]] std::size_t running() const noexcept { return running_; }
    [[nodiscard]] std::size_t waiting() const noexcept { return waiters_.size(); }

    /// Gives a place back when it goes.
    class place {
    public:
        explicit place(admission& from) noexcept : from_{&from} {}
        ~place() { give_back(); }
        place(const place&) = delete;
        place& operator=(const place&) = delete;
        void give_back();

    private:
        admission* from_;
    };

private:
    struct waiter {
        boost::asio::steady_timer wake;
        bool admitted{false};
    };
    void admit();

    std::size_t width_;
    std::size_t running_{0};
    std::list<waiter*> waiters_;
};

}  // namespace censusctl::http
