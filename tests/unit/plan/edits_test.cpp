#include "plan/edits.hpp"

#include <doctest/doctest.h>

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
    CHECK(steps({{"schedule.hour", std::int64_t{8}, std::int64_t{9}}}) ==
          texts{"set schedule.hour from 8 to 9"});
    CHECK(steps({{"label", "Old", "New"}, {"paused", true, false}}) ==
          texts{"set label from 'Old' to 'New'", "set paused from true to false"});
    CHECK(steps({{"schedule.day", nullptr, "Sunday"}}) == texts{"set schedule.day to 'Sunday'"});
    CHECK(steps({{"schedule.minute", std::int64_t{30}, nullptr}}) ==
          texts{"clear schedule.minute, which is 30"});
}

TEST_CASE("a mapping is one step") {
    CHECK(steps({{"mappings[email].from", nullptr, "EMAIL"},
                 {"mappings[email].is_primary_identifier", nullptr, true},
                 {"mappings[email].operation", nullptr, "merge"}}) ==
          texts{"add a mapping of 'EMAIL' to 'email' with is_primary_identifier true, operation 'merge'"});
    CHECK(steps({{"mappings[email].from", "EMAIL", nullptr},
                 {"mappings[email].generate_field", true, nullptr}}) ==
          texts{"remove the mapping of 'EMAIL' to 'email'"});
    CHECK(steps({{"mappings[email].from", "constant 'x' (text)", "MAIL"}}) ==
          texts{"in the mapping to 'email', change the source from constant 'x' (text) to 'MAIL'"});
    CHECK(
        steps({{"mappings[n].from.value", "1", "2"}, {"mappings[n].from.type", "text", "number"}}) ==
        texts{
            "in the mapping to 'n', set the constant from '1' to '2', set the constant's type from 'text' to "
            "'number'"});
}

TEST_CASE("two mappings of one field are two steps") {
    CHECK(steps({{"mappings[a].from", "X", nullptr}, {"mappings[a].from", nullptr, "Y"}}) ==
          texts{"remove the mapping of 'X' to 'a'", "add a mapping of 'Y' to 'a'"});
}

TEST_CASE("a field name with brackets and dots is not cut") {
    CHECK(mapping_of("mappings[a].b].from.value") == "mappings[a].b]");
    CHECK(mapping_of("mappings[].from") == "mappings[]");
    CHECK(mapping_of("schedule.hour").empty());
    CHECK(steps({{"mappings[a].b].operation", "merge", "overwrite"}}) ==
          texts{"in the mapping to 'a].b', set operation from 'merge' to 'overwrite'"});
}

TEST_CASE("a sync without a label is named by its id") {
    CHECK(edits_by_hand({60, {}, "", "", ""}, {}) ==
          texts{"in Census, open the sync without a label (id 60)"});
}
