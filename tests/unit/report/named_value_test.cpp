#include <doctest/doctest.h>

#include "report/named_value.hpp"

using namespace censusctl;
using report::named_value;

namespace {

model::catalogue two_connections() {
    model::catalogue metadata;
    metadata.sources.push_back({.id = 4, .name = "Warehouse", .label = "", .objects = {}});
    metadata.destinations.push_back({.id = 4, .name = "CRM", .objects = {}});
    metadata.destinations.push_back({.id = 5, .name = "", .objects = {}});
    return metadata;
}

}  // namespace

TEST_CASE("the id of a connection is shown with its name, by which side it is of") {
    const model::catalogue metadata = two_connections();
    const diff::attribute_path source{model::attribute::source_connection, {}};
    const diff::attribute_path destination{model::attribute::destination_connection, {}};
    const diff::attribute_value number = std::int64_t{4};
    const diff::attribute_value text = std::string("4");
    CHECK(named_value(source, number, metadata) == diff::attribute_value(std::string("Warehouse (4)")));
    CHECK(named_value(destination, text, metadata) == diff::attribute_value(std::string("CRM (4)")));
}

TEST_CASE("what has no name, or is no connection, is shown as it is") {
    const model::catalogue metadata = two_connections();
    const diff::attribute_path destination{model::attribute::destination_connection, {}};
    const diff::attribute_value number = std::int64_t{5};
    CHECK(named_value(destination, number, metadata) == number);
    CHECK(named_value(destination, nullptr, metadata) == diff::attribute_value(nullptr));
    CHECK(named_value(destination, std::int64_t{6}, metadata) == diff::attribute_value(std::int64_t{6}));
    CHECK(named_value({model::attribute::schedule_hour, {}}, std::int64_t{4}, metadata) ==
          diff::attribute_value(std::int64_t{4}));
}
