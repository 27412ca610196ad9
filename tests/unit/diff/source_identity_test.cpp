#include "diff/source_identity.hpp"

#include <doctest/doctest.h>

using namespace censusctl;
using namespace censusctl::diff;

namespace {

model::data_source model_of(std::optional<std::int64_t> id, std::string name, std::int64_t connection = 4) {
    return {connection, "model", id, std::move(name), {}};
}

model::data_source table_of(std::optional<std::int64_t> id, model::table_name name,
                            std::int64_t connection = 4) {
    return {connection, "table", id, "", std::move(name)};
}

}  // namespace

TEST_CASE("a model is known by its id however it is renamed") {
    CHECK(same_source_object(model_of(15, "old"), model_of(15, "new")));
    CHECK_FALSE(same_source_object(model_of(15, "same"), model_of(16, "same")));
    CHECK(same_source_object(model_of({}, "same"), model_of(16, "same")));
    CHECK_FALSE(same_source_object(model_of({}, "one"), model_of(16, "other")));
    CHECK_FALSE(same_source_object(model_of(15, ""), model_of({}, "x")));
}

TEST_CASE("a table is known by its three names where an id is missing") {
    CHECK(same_source_object(table_of({}, {"C", "S", "T"}), table_of(20, {"C", "S", "T"})));
    CHECK_FALSE(same_source_object(table_of({}, {"C", "S", "T"}), table_of(20, {"C", "S", "t"})));
    CHECK_FALSE(same_source_object(table_of(20, {}), table_of({}, {"C", "S", "T"})));
    CHECK(same_source_object(table_of(20, {}), table_of(20, {"C", "S", "T"})));
}

TEST_CASE("a table listed anew under another id is the same table of its connection") {
    CHECK(same_source_object(table_of(20, {"C", "S", "T"}), table_of(21, {"C", "S", "T"})));
    CHECK_FALSE(same_source_object(table_of(20, {"C", "S", "T"}), table_of(21, {"C", "S", "U"})));
    CHECK_FALSE(same_source_object(table_of(20, {"C", "S", "T"}), table_of(21, {"C", "S", "T"}, 0)));
    CHECK_FALSE(same_source_object(table_of(20, {}), table_of(21, {})));
}

TEST_CASE("a model and a table are never the same") {
    CHECK_FALSE(same_source_object(model_of(15, "x"), table_of(15, {"", "", "x"})));
}

TEST_CASE("an unknown connection is not a difference") {
    CHECK(same_source_connection(model_of(1, "", 0), model_of(1, "", 4)));
    CHECK_FALSE(same_source_connection(model_of(1, "", 5), model_of(1, "", 4)));
}

TEST_CASE("canonical texts are equal exactly when the sources are the same") {
    std::vector<model::data_source> all;
    for (const std::optional<std::int64_t> id :
         {std::optional<std::int64_t>(), std::optional<std::int64_t>(15), std::optional<std::int64_t>(16)}) {
        for (const std::int64_t connection : {0, 4, 5}) {
            for (const char* name : {"", "a", "b"}) {
                all.push_back(model_of(id, name, connection));
                all.push_back(table_of(id, {name, name, name}, connection));
                all.push_back(table_of(id, {name, "", ""}, connection));
            }
        }
    }
    for (const auto& left : all) {
        for (const auto& right : all) {
            const bool same = same_source_object(left, right);
            REQUIRE(same == (canonical_source_object(left, right) == canonical_source_object(right, left)));
            REQUIRE(same == same_source_object(right, left));
        }
        REQUIRE(same_source_object(left, left));
    }
}

TEST_CASE("no two tables are shown alike") {
    CHECK(shown_source_object(table_of(20, {"C", "S", "T"}), false) == "C.S.T");
    CHECK(shown_source_object(table_of(20, {"C", "S", "T"}), true) == "C.S.T (id 20)");
    CHECK(shown_source_object(table_of({}, {"a.b", "c", "d"}), false) == "\"a.b\".c.d");
    CHECK(shown_source_object(table_of({}, {"", "c\"x", "d"}), false) == "\"\".\"c\"\"x\".d");
    CHECK(shown_source_object(table_of(20, {}), false) == "id 20");
    CHECK(shown_source_object(model_of(15, "braze_test"), false) == "braze_test");
    CHECK(shown_source_object(model_of({}, ""), true).empty());
    CHECK(to_string(source_object_path(model_of(1, ""))) == "source.model");
    CHECK(to_string(source_object_path(model::data_source{})) == "source.object");
}
