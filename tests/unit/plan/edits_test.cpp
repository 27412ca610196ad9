#include "plan/edits.hpp"

#include <doctest/doctest.h>

#include "support/changes.hpp"

using namespace censusctl;
using namespace censusctl::plan;

namespace {

/// The steps after the first.
std::vector<std::string> steps(const std::vector<diff::field_change>& fields) {
    model::live_sync live;
    live.id = 61;
    live.spec.label = "Braze users";
    std::vector<std::string> all = edits_by_hand(live, fields);
    REQUIRE(all.front() == "in Census, open the sync 'Braze users' (id 61)");
    all.erase(all.begin());
    return all;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("each attribute is one step") {
    CHECK(steps({test::change("schedule.hour", std::int64_t{8}, std::int64_t{9})}) ==
          texts{"set schedule.hour from 8 to 9"});
    CHECK(steps({test::change("label", "Old", "New"), test::change("paused", true, false)}) ==
          texts{"set label from 'Old' to 'New'", "set paused from true to false"});
    CHECK(steps({test::change("schedule.day", nullptr, "Sunday")}) == texts{"set schedule.day to 'Sunday'"});
    CHECK(steps({test::change("schedule.minute", std::int64_t{30}, nullptr)}) ==
          texts{"clear schedule.minute, which is 30"});
}

TEST_CASE("a mapping is one step") {
    CHECK(steps({test::change("mappings[email].from", nullptr, test::column("EMAIL")),
                 test::change("mappings[email].is_primary_identifier", nullptr, true),
                 test::change("mappings[email].operation", nullptr, "merge")}) ==
          texts{"add a mapping of 'EMAIL' to 'email' with is_primary_identifier true, operation 'merge'"});
    CHECK(steps({test::change("mappings[email].from", test::column("EMAIL"), nullptr),
                 test::change("mappings[email].generate_field", true, nullptr)}) ==
          texts{"remove the mapping of 'EMAIL' to 'email'"});
    CHECK(steps({test::change("mappings[email].from", test::constant("text", "x"), test::column("MAIL"))}) ==
          texts{"in the mapping to 'email', change the source from constant 'x' (text) to 'MAIL'"});
    CHECK(
        steps({test::change("mappings[n].from.value", "1", "2"),
               test::change("mappings[n].from.type", "text", "number")}) ==
        texts{
            "in the mapping to 'n', set the constant from '1' to '2', set the constant's type from 'text' to "
            "'number'"});
}

TEST_CASE("a column is told from a constant, whatever its name") {
    CHECK(
        steps({test::change("mappings[a].from", test::column("constant 'x' (text)"),
                            test::constant("text", "x"))}) ==
        texts{"in the mapping to 'a', change the source from 'constant 'x' (text)' to constant 'x' (text)"});
    CHECK(steps({test::change("mappings[a].from", nullptr, test::column("constant 'x' (text)"))}) ==
          texts{"add a mapping of 'constant 'x' (text)' to 'a'"});
}

TEST_CASE("two mappings of one field are two steps") {
    CHECK(steps({test::change("mappings[a].from", test::column("X"), nullptr),
                 test::change("mappings[a].from", nullptr, test::column("Y"))}) ==
          texts{"remove the mapping of 'X' to 'a'", "add a mapping of 'Y' to 'a'"});
}

TEST_CASE("a field name with brackets and dots is not cut") {
    CHECK(steps({test::change("mappings[a].b].operation", "merge", "overwrite")}) ==
          texts{"in the mapping to 'a].b', set operation from 'merge' to 'overwrite'"});
}

TEST_CASE("a sync without a label is named by its id") {
    CHECK(edits_by_hand({60, {}, "", "", ""}, {}) ==
          texts{"in Census, open the sync without a label (id 60)"});
}
