#include "plan/trigger_order.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace censusctl::plan;

namespace {

using lists = std::vector<std::vector<std::size_t>>;

/// "2 1<2 0<1": the order, with what each waits for.
std::string order(const lists& after, const std::vector<char>& triggered) {
    std::string text;
    for (const ordered_trigger& one : order_triggers(after, triggered)) {
        text += (text.empty() ? "" : " ") + std::to_string(one.sync);
        for (const std::size_t first : one.after) {
            text += '<' + std::to_string(first);
        }
    }
    return text;
}

}  // namespace

TEST_CASE("without after the order is that of the syncs") {
    CHECK(order({{}, {}, {}}, {1, 0, 1}) == "0 2");
    CHECK(order({}, {}).empty());
}

TEST_CASE("each stands after those that it waits for") {
    CHECK(order({{2}, {0}, {}}, {1, 1, 1}) == "2 0<2 1<0");
    CHECK(order({{3}, {}, {3, 1}, {}}, {1, 1, 1, 1}) == "1 3 0<3 2<1<3");
}

TEST_CASE("one that is not triggered hands on what it waits for") {
    CHECK(order({{1}, {2, 3}, {}, {4}, {}}, {1, 0, 1, 0, 1}) == "2 4 0<2<4");
    CHECK(order({{1, 2}, {3}, {3}, {}}, {1, 0, 0, 1}) == "3 0<3");
}

TEST_CASE("a circle ends and waits for nothing that comes later") {
    CHECK(order({{1}, {0}, {1}, {}}, {1, 1, 1, 1}) == "3 0 1<0 2<1");
    CHECK(order({{0}}, {1}) == "0");
    CHECK(order({{1}, {2}, {1}}, {1, 0, 0}) == "0");
}

TEST_CASE("a long chain needs no deep stack") {
    constexpr std::size_t count = 200'000;
    lists after(count);
    for (std::size_t at = 0; at + 1 < count; ++at) {
        after[at] = {at + 1};
    }
    std::vector<char> triggered(count, 0);
    triggered.front() = triggered.back() = 1;
    const std::vector<ordered_trigger> made = order_triggers(after, triggered);
    REQUIRE(made.size() == 2);
    CHECK(made[0].sync == count - 1);
    CHECK(made[1].after == std::vector<std::size_t>{count - 1});
}
