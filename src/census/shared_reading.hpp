#pragma once
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <utility>

#include "census/api.hpp"

namespace censusctl::census {

/// Something that several requests wait for, and that is asked for once at a time: whoever comes while it is
/// under way gets the same answer. Used from one thread.
template <class T>
class shared_reading {
public:
    /// The answer of the reading that is under way, or else of a new one.
    awaitable<result<T>> get(std::function<awaitable<result<T>>()> read) {
        while (under_way_) {
            const std::shared_ptr<reading> joined = under_way_;
            boost::system::error_code ended;
            co_await joined->end.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ended));
            if (joined->answer) {
                result<T> answer = *joined->answer;
                co_return answer;
            }
        }
        const boost::asio::any_io_executor executor = co_await boost::asio::this_coro::executor;
        const auto own = std::make_shared<reading>(executor);
        under_way_ = own;
        const ending wakes_all(*this, *own);
        result<T> answer = co_await read();
        own->answer = std::make_unique<result<T>>(answer);
        co_return answer;
    }

    [[nodiscard]] bool under_way() const noexcept { return under_way_ != nullptr; }

private:
    struct reading {
        explicit reading(const boost::asio::any_io_executor& executor) : end(executor) {
            end.expires_at(std::chrono::steady_clock::time_point::max());
        }
        boost::asio::steady_timer end;  ///< cancelled when the answer is there
        std::unique_ptr<result<T>> answer;
    };
    /// A reading is over however it ends: by what it throws too, for nobody may wait for it then.
    class ending {
    public:
        ending(shared_reading& whole, reading& own) : whole_(whole), own_(own) {}
        ending(const ending&) = delete;
        ending& operator=(const ending&) = delete;
        ~ending() {
            whole_.under_way_.reset();
            own_.end.cancel();
        }

    private:
        shared_reading& whole_;
        reading& own_;
    };

    std::shared_ptr<reading> under_way_;
};

}  // namespace censusctl::census
