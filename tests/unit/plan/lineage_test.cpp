#include "plan/lineage.hpp"

#include <doctest/doctest.h>

using namespace censusctl;

namespace {

model::catalogue metadata() {
    model::catalogue made;
    model::source_connection& source = made.sources.emplace_back();
    source.id = 4;
    source.name = "Warehouse";
    source.objects.resize(2);
    source.objects[0].type = "model";
    source.objects[0].id = 15;
    source.objects[0].name = "users";
    source.objects[1].type = "table";
    source.objects[1].id = 15;
    source.objects[1].table = {"C", "S", "T"};
    made.destinations.emplace_back();
    made.destinations[0].id = 15;
    made.destinations[0].name = "Braze";
    return made;
}

}  // namespace

TEST_CASE("ids of a live sync are given their names") {
    model::sync_spec spec;
    spec.source = {4, "model", 15, "", {}};
    spec.destination = {15, "user", ""};
    CHECK(plan::lineage_of(spec, metadata()) == plan::lineage{"Warehouse", "users", "Braze", "user"});
    spec.source.type = "table";
    CHECK(plan::lineage_of(spec, metadata()).source_object == "C.S.T");
}

TEST_CASE("what the metadata does not know keeps its number") {
    model::sync_spec spec;
    spec.source = {5, "model", 16, "", {}};
    spec.destination = {6, "user", ""};
    CHECK(plan::lineage_of(spec, metadata()) ==
          plan::lineage{"connection 5", "id 16", "connection 6", "user"});
    CHECK(plan::lineage_of(model::sync_spec{}, metadata()).source.empty());
}

TEST_CASE("the words of a file without any metadata") {
    manifest::declared_sync sync;
    sync.source.connection.value.name = "Warehouse";
    sync.source.object.value = {"table", std::nullopt, "", {"c", "s", "t"}};
    sync.destination.connection.value.id = 15;
    sync.spec.destination.object = "user";
    CHECK(plan::lineage_of(sync) == plan::lineage{"Warehouse", "c.s.t", "connection 15", "user"});
}
