#include <doctest/doctest.h>

#include "reading.hpp"

using namespace censusctl;

namespace {

std::string sync_of(const std::string& key, const std::string& source, const std::string& destination,
                    const std::string& mapping = "from: A, to: a") {
    return "  " + key + ": {source: {" + source + "}, destination: {" + destination +
           "}, operation: append, mappings: [{" + mapping + "}]}\n";
}

}  // namespace

TEST_CASE("references name each thing once in order of first use") {
    const test::reading read = test::read_manifest(
        "version: 1\nsyncs:\n" + sync_of("a", "connection: S, model: m", "connection: B, object: user") +
        sync_of("b", "connection: S, table: c.s.t", "connection: B, object: event",
                "from: A, to: a, lookup_object: user_list, lookup_field: name") +
        sync_of("c", "connection: 1, model: m", "connection: B, object: user") +
        sync_of("d", "connection: S, model: m", "connection: 2, object: user") +
        sync_of("e", "connection: S, model: {id: 4}", "connection: '1', object: user_list") +
        sync_of("f", "connection: '1', model: m", "connection: B, object: user_list"));
    REQUIRE(read.problems.empty());
    const model::references found = manifest::references_of(read.syncs);
    REQUIRE(found.sources.size() == 3);
    CHECK(found.sources[0].connection.name == "S");
    REQUIRE(found.sources[0].objects.size() == 3);
    CHECK(found.sources[0].objects[0].name == "m");
    CHECK(found.sources[0].objects[1].table.name == "t");
    CHECK(found.sources[0].objects[2].id == 4);
    CHECK(found.sources[1].connection.id == 1);
    CHECK(found.sources[2].connection.name == "1");
    REQUIRE(found.destinations.size() == 3);
    CHECK(found.destinations[0].objects == std::vector<std::string>{"user", "event", "user_list"});
    CHECK(found.destinations[1].connection.id == 2);
    CHECK(found.destinations[2].connection.name == "1");
}

TEST_CASE("names that differ only in where their parts end are different things") {
    const test::reading read = test::read_manifest(
        "version: 1\nsyncs:\n" +
        sync_of("a", "connection: S, table: {catalog: a.b, schema: c, name: t}", "connection: B, object: o") +
        sync_of("b", "connection: S, table: {catalog: a, schema: b.c, name: t}", "connection: B, object: o"));
    CHECK(manifest::references_of(read.syncs).sources[0].objects.size() == 2);
}

TEST_CASE("what could not be read is not referred to") {
    const test::reading read =
        test::read_manifest("version: 1\nsyncs:\n  a: {source: {connection: S}}\n  b: {}\n");
    const model::references found = manifest::references_of(read.syncs);
    REQUIRE(found.sources.size() == 1);
    CHECK(found.sources[0].objects.empty());
    CHECK(found.destinations.empty());
}
