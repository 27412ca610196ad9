#include "plan/update_keys.hpp"

#include <doctest/doctest.h>

#include "support/changes.hpp"

using namespace censusctl;
using model::attribute;
using test::change;

TEST_CASE("an update sends each key of the top level once, in the order of the file format") {
    CHECK(plan::update_keys({}).empty());
    CHECK((
        plan::update_keys({change("mappings[a.b].from", test::column("A"), test::column("B")),
                           change("schedule.hour", nullptr, std::int64_t{1}),
                           change("schedule.minute", nullptr, std::int64_t{1}), change("paused", false, true),
                           change("source.model", std::string("a"), std::string("b")),
                           change("destination.lead_union_insert_to", nullptr, std::string("Lead")),
                           change("mappings[c].lookup_field", nullptr, std::string("id"))}) ==
        std::vector<attribute>{attribute::source, attribute::destination, attribute::schedule,
                               attribute::paused, attribute::mappings}));
}
