#include "http/time_budget.hpp"

#include <doctest/doctest.h>

using namespace censusctl::http;
using std::chrono::milliseconds;

namespace {

time_budget::time_point at(int ms) {
    return time_budget::time_point{} + milliseconds{1'000'000 + ms};
}

}  // namespace

TEST_CASE("the budget runs only while a request is under way") {
    time_budget budget{milliseconds{1000}};
    CHECK(budget.remaining(at(0)) == milliseconds{1000});
    CHECK(budget.remaining(at(5000)) == milliseconds{1000});
    CHECK(budget.enter(at(5000)));
    CHECK(budget.ends_at() == at(6000));
    CHECK(budget.remaining(at(5300)) == milliseconds{700});
    CHECK(budget.leave(at(5400)));
    CHECK(budget.remaining(at(9000)) == milliseconds{600});
    CHECK(budget.enter(at(9000)));
    CHECK(budget.ends_at() == at(9600));
}

TEST_CASE("requests at the same time share one clock") {
    time_budget budget{milliseconds{1000}};
    CHECK(budget.enter(at(0)));
    CHECK_FALSE(budget.enter(at(100)));
    CHECK(budget.ends_at() == at(1000));
    CHECK_FALSE(budget.leave(at(200)));
    CHECK(budget.remaining(at(300)) == milliseconds{700});
    CHECK(budget.leave(at(400)));
    CHECK(budget.remaining(at(800)) == milliseconds{600});
}

TEST_CASE("a budget that is used up stays so") {
    time_budget budget{milliseconds{100}};
    CHECK(budget.enter(at(0)));
    CHECK(budget.remaining(at(200)) == milliseconds{0});
    CHECK(budget.leave(at(200)));
    CHECK(budget.remaining(at(300)) == milliseconds{0});
    CHECK(budget.enter(at(400)));
    CHECK(budget.ends_at() == at(400));
}
