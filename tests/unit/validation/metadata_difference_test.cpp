#include "validation/metadata_difference.hpp"

#include <doctest/doctest.h>

using namespace censusctl;
using kind = validation::metadata_change::kind;

namespace {

model::catalogue some_metadata() {
    model::catalogue made;
    model::source_connection& source = made.sources.emplace_back();
    source.id = 12;
    source.name = "Warehouse";
    source.objects.push_back({"model", 15, "users", {}, {{"EMAIL", "text"}, {"ID", "number"}}, true});
    model::destination_connection& destination = made.destinations.emplace_back();
    destination.id = 15;
    destination.name = "Braze";
    model::destination_object& object = destination.objects.emplace_back();
    object.full_name = "user";
    model::field field;
    field.full_name = "email";
    field.type = "String";
    object.fields.push_back(field);
    return made;
}

std::string said(const model::catalogue& before, const model::catalogue& after) {
    std::string text;
    for (const auto& one : validation::metadata_difference(before, after)) {
        text += std::string(to_string(one.what)) + " " + one.entity;
        text += one.what == kind::changed ? " " + one.attribute + " " + one.before + "->" + one.after : "";
        text += "; ";
    }
    return text;
}

}  // namespace

TEST_CASE("the same metadata do not differ whatever their order") {
    model::catalogue other = some_metadata();
    std::swap(other.sources[0].objects[0].columns[0], other.sources[0].objects[0].columns[1]);
    CHECK(said(some_metadata(), other).empty());
}

TEST_CASE("what is new or gone is said of the whole") {
    model::catalogue other = some_metadata();
    other.sources.clear();
    other.destinations[0].objects.push_back({});
    other.destinations[0].objects.back().full_name = "event";
    other.destinations[0].objects.back().fields.push_back({});
    CHECK(said(some_metadata(), other) ==
          "removed source 'Warehouse'; added object 'event' of destination 'Braze'; ");
}

TEST_CASE("changed facts are named with both values") {
    model::catalogue other = some_metadata();
    other.sources[0].objects[0].columns[0].type = "date";
    other.sources[0].objects[0].columns.pop_back();
    other.destinations[0].objects[0].fields[0].can_be_upsert_key = true;
    other.destinations[0].name = "Braze 2";
    CHECK(said(some_metadata(), other) ==
          "changed column 'EMAIL' of model 'users' of source 'Warehouse' type text->date; "
          "removed column 'ID' of model 'users' of source 'Warehouse'; "
          "changed destination 'Braze' name Braze->Braze 2; "
          "changed field 'email' of object 'user' of destination 'Braze' can_be_upsert_key false->true; ");
}
