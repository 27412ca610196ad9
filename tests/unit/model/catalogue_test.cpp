#include "model/catalogue.hpp"

#include <doctest/doctest.h>

using namespace censusctl::model;
using indices = std::vector<std::size_t>;

namespace {

source_connection source_of(connection_id id, const std::string& name, const std::string& label = {}) {
    source_connection source;
    source.id = std::move(id);
    source.name = name;
    source.label = label;
    return source;
}

destination_connection destination_of(connection_id id, const std::string& name) {
    destination_connection destination;
    destination.id = std::move(id);
    destination.name = name;
    return destination;
}

source_object object_of(const std::string& type, std::int64_t id, const std::string& name,
                        const table_name& table = {}) {
    source_object object;
    object.type = type;
    object.id = id;
    object.name = name;
    object.table = table;
    return object;
}

}  // namespace

TEST_SUITE("model") {
    TEST_CASE("a source that a file names by number is found by its id alone") {
        catalogue metadata;
        metadata.sources = {source_of(4, "7", "7"), source_of(7, "Warehouse")};
        CHECK(find_sources(metadata, {7, ""}) == indices{1});
        CHECK(find_sources(metadata, {7, "7"}) == indices{1});
        CHECK(find_sources(metadata, {5, "Warehouse"}).empty());
    }

    TEST_CASE("a source is found by its name before its label, and by its label before its id") {
        catalogue metadata;
        metadata.sources = {source_of(4, "a", "b"), source_of(5, "b", "c"),
                            source_of(connection_id(std::string("c")), "d"),
                            source_of(connection_id(std::string("e")), "f")};
        CHECK(find_sources(metadata, {{}, "b"}) == indices{1});
        CHECK(find_sources(metadata, {{}, "c"}) == indices{1});
        CHECK(find_sources(metadata, {{}, "e"}) == indices{3});
    }

    TEST_CASE("a quoted number is the name of a connection and never its id") {
        catalogue metadata;
        metadata.sources = {source_of(4, "Warehouse")};
        metadata.destinations = {destination_of(4, "Braze")};
        CHECK(find_sources(metadata, {{}, "4"}).empty());
        CHECK(find_destinations(metadata, {{}, "4"}).empty());
    }

    TEST_CASE("a name that several connections have finds all of them, in their order") {
        catalogue metadata;
        metadata.sources = {source_of(4, "a"), source_of(5, "b"), source_of(6, "a")};
        metadata.destinations = {destination_of(4, "a"), destination_of(5, "b"), destination_of(6, "a")};
        CHECK(find_sources(metadata, {{}, "a"}) == indices{0, 2});
        CHECK(find_destinations(metadata, {{}, "a"}) == indices{0, 2});
    }

    TEST_CASE("names of connections are compared as they are written") {
        catalogue metadata;
        metadata.sources = {source_of(4, "Warehouse", "Main")};
        metadata.destinations = {destination_of(4, "Braze")};
        CHECK(find_sources(metadata, {{}, "warehouse"}).empty());
        CHECK(find_sources(metadata, {{}, "main"}).empty());
        CHECK(find_destinations(metadata, {{}, "Braze "}).empty());
    }

    TEST_CASE("no name finds nothing, not what has no label") {
        catalogue metadata;
        metadata.sources = {source_of(4, "Warehouse")};
        metadata.destinations = {destination_of(4, "Braze")};
        CHECK(find_sources(metadata, {}).empty());
        CHECK(find_destinations(metadata, {}).empty());
    }

    TEST_CASE("a destination is found by its number, else its name, else an id that is no number") {
        catalogue metadata;
        metadata.destinations = {destination_of(4, "donkey"),
                                 destination_of(connection_id(std::string("donkey")), "Braze"),
                                 destination_of(connection_id(std::string("heron")), "Iterable")};
        CHECK(find_destinations(metadata, {4, ""}) == indices{0});
        CHECK(find_destinations(metadata, {{}, "donkey"}) == indices{0});
        CHECK(find_destinations(metadata, {{}, "heron"}) == indices{2});
    }

    TEST_CASE("what a sync reads is found among those of its kind only") {
        source_connection source;
        source.objects = {object_of("model", 15, "users"), object_of("dataset", 15, "users"),
                          object_of("table", 15, "", {"db", "public", "users"})};
        CHECK(find_objects(source, {"model", {}, "users", {}}) == indices{0});
        CHECK(find_objects(source, {"dataset", {}, "users", {}}) == indices{1});
        CHECK(find_objects(source, {"dataset", 15, "", {}}) == indices{1});
        CHECK(find_objects(source, {"segment", {}, "users", {}}).empty());
    }

    TEST_CASE("a table is found by all three of its names, and by its id where that is given") {
        source_connection source;
        source.objects = {object_of("table", 15, "", {"db", "public", "users"}),
                          object_of("table", 16, "", {"db", "private", "users"}),
                          object_of("table", 17, "", {"", "public", "users"})};
        CHECK(find_objects(source, {"table", {}, "", {"db", "private", "users"}}) == indices{1});
        CHECK(find_objects(source, {"table", {}, "", {"", "public", "users"}}) == indices{2});
        CHECK(find_objects(source, {"table", {}, "users", {}}).empty());
        CHECK(find_objects(source, {"table", 16, "", {"db", "public", "users"}}) == indices{1});
    }

    TEST_CASE("models of one name are all found") {
        source_connection source;
        source.objects = {object_of("model", 15, "users"), object_of("model", 16, "orders"),
                          object_of("model", 17, "users")};
        CHECK(find_objects(source, {"model", {}, "users", {}}) == indices{0, 2});
    }
}
