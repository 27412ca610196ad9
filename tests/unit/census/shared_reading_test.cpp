#include "census/shared_reading.hpp"

#include <doctest/doctest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <stdexcept>
#include <vector>

using namespace censusctl::census;

namespace {

/// A reading that takes a turn of the loop, and what came of those who wanted it.
struct readers {
    awaitable<result<int>> read() {
        ++readings;
        const boost::asio::any_io_executor executor = co_await boost::asio::this_coro::executor;
        co_await boost::asio::post(executor, boost::asio::use_awaitable);
        if (readings <= throwing) {
            throw std::logic_error("a reading that throws");
        }
        result<int> answer = readings;
        co_return answer;
    }

    void want() {
        boost::asio::co_spawn(loop, shared.get([this] { return read(); }),
                              [this](const std::exception_ptr& thrown, const result<int>& answer) {
                                  answers.push_back(thrown ? -1 : *answer);
                              });
    }

    boost::asio::io_context loop;
    shared_reading<int> shared;
    int readings{0};
    int throwing{0};
    std::vector<int> answers;
};

}  // namespace

TEST_CASE("who comes while a reading is under way gets its answer, who comes later a new one") {
    readers all;
    all.want();
    all.want();
    all.want();
    all.loop.run();
    CHECK(all.answers == std::vector<int>{1, 1, 1});
    CHECK_FALSE(all.shared.under_way());
    all.loop.restart();
    all.want();
    all.loop.run();
    CHECK(all.answers.back() == 2);
}

TEST_CASE("a reading that throws leaves nobody waiting: the next one reads itself") {
    readers all;
    all.throwing = 1;
    all.want();
    all.want();
    all.want();
    all.loop.run();
    CHECK(all.answers == std::vector<int>{-1, 2, 2});
    CHECK_FALSE(all.shared.under_way());
}
