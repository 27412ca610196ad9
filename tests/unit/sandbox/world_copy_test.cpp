#include "sandbox/world_copy.hpp"

#include <doctest/doctest.h>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "sandbox/api.hpp"
#include "support/source_dir.hpp"
#include "unit/sandbox/support/workspace_client.hpp"

using namespace censusctl::sandbox;
using namespace censusctl::sandbox::test;
namespace json = boost::json;

namespace {

/// A name as one segment of a path.
std::string encoded(const std::string& name) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string made;
    for (const char one : name) {
        const auto byte = static_cast<unsigned char>(one);
        made += '%';
        made += digits[byte / 16U];
        made += digits[byte % 16U];
    }
    return made;
}

/// Everything that can be read of a simulated workspace, as a plan asks for it.
workspace_record read_all(const workspace_client& from) {
    workspace_record made;
    const auto read = [&](const std::string& target) {
        const response got = from.ask("GET", target);
        REQUIRE_MESSAGE(got.status == 200, target, got.body);
        made.replies.push_back({target, got.body});
        return json::parse(got.body).at("data");
    };
    const auto text = [](const json::value& value) {
        return value.is_string() ? std::string(value.as_string()) : json::serialize(value);
    };
    const json::value sources = read("/sources");
    for (const json::value& source : sources.as_array()) {
        const std::string path = "/sources/" + text(source.at("id"));
        for (int page = 1;; ++page) {
            const json::value rows =
                read(path + "/data_sources?page=" + std::to_string(page) + "&per_page=100&order=asc");
            for (const json::value& row : rows.as_array()) {
                read(path + "/" + text(row.at("type")) + "s/" + text(row.at("id")));
            }
            if (rows.as_array().size() < 100) {
                break;
            }
        }
    }
    const json::value destinations = read("/destinations");
    for (const json::value& destination : destinations.as_array()) {
        const std::string path = "/destinations/" + text(destination.at("id"));
        const json::value detail = read(path);
        for (const json::value& object : detail.at("objects").as_array()) {
            read(path + "/objects/" + encoded(text(object.at("full_name"))));
        }
    }
    for (int page = 1;; ++page) {
        const json::value rows = read("/syncs?page=" + std::to_string(page) + "&per_page=100&order=asc");
        for (const json::value& row : rows.as_array()) {
            made.sync_ids.push_back(row.at("id").as_int64());
        }
        if (rows.as_array().size() < 100) {
            break;
        }
    }
    return made;
}

void check_copy_of(const server_options& original) {
    const workspace_client from(original);
    const workspace_record known = read_all(from);
    server_options of_copy = options_of("");
    of_copy.copy_of = known;
    const workspace_client copy(of_copy);
    for (const recorded_reply& one : known.replies) {
        const response got = copy.ask("GET", one.target);
        CHECK_MESSAGE(got.status == 200, one.target);
        CHECK_MESSAGE(got.body == one.body, one.target);
    }
}

recorded_reply rows(const std::string& target, const std::string& data) {
    return {target, R"({"status":"success","data":)" + data + "}"};
}

}  // namespace

TEST_CASE("a copy answers as the workspace that it is a copy of") {
    check_copy_of(options_of("reference"));
    check_copy_of(options_of("large:250"));
    check_copy_of(options_of(censusctl::test::source_dir() + "/examples/sandbox/world.yaml"));
}

TEST_CASE("a copy takes syncs and runs them and refuses what the original refuses") {
    const workspace_client from(options_of("reference"));
    server_options of_copy = options_of("");
    of_copy.copy_of = read_all(from);
    const workspace_client copy(of_copy);
    const std::int64_t id = copy.create(good_sync());
    CHECK(id == 62);
    CHECK(copy.data("/syncs/62").at("label") ==
          from.data("/syncs/" + std::to_string(from.create(good_sync()))).at("label"));
    CHECK(copy.ask("POST", "/syncs/62/trigger").status == 200);
    json::object wrong = good_sync();
    wrong["operation"] = "insert";
    wrong["mappings"].as_array()[0].as_object()["to"] = "no_such_field";
    const std::string body = json::serialize(wrong);
    CHECK(verdict(copy.ask("POST", "/syncs", body)) == verdict(from.ask("POST", "/syncs", body)));
    CHECK(verdict(copy.ask("POST", "/syncs", body)).substr(0, 4) == "422 ");
}

TEST_CASE("the later reply counts and a sync that has gone is left out") {
    workspace_record known;
    known.sync_ids = {2, 3};
    known.replies = {rows("/syncs?page=1", R"([{"id":3,"label":"old"},{"id":1,"label":"gone"}])"),
                     rows("/syncs?page=1", R"([{"id":2,"label":"b"},{"id":3,"label":"new"}])")};
    const world made = copy_world(known);
    REQUIRE(made.syncs.size() == 2);
    CHECK(made.syncs[0].id == 2);
    CHECK(made.syncs[1].spelt->json == R"({"id":3,"label":"new"})");
    CHECK(made.settings.next_sync_id == 4);
}

TEST_CASE("rows of another shape count as saying nothing") {
    workspace_record known;
    known.sync_ids = {1};
    known.replies = {
        rows("/sources", R"([7,{"id":"x"},{"id":1,"name":5}])"),
        rows("/sources/1/data_sources?page=x", R"({"rows":[]})"),
        rows("/sources/1/models/9", "[]"),
        rows("/destinations", R"([{"id":2}])"),
        rows("/destinations/2", R"({"objects":[1,{"full_name":"a","fields":4}]})"),
        rows("/destinations/2/objects/a",
             R"({"full_name":"a","x":1,"fields":[1,{"createable":"no","operations":[2]}]})"),
        rows("/syncs?page=1", R"([{"id":1,"source_attributes":4,"destination_attributes":{"object":9}}])"),
        rows("/else", "null"),
    };
    const world made = copy_world(known);
    REQUIRE(made.sources.size() == 2);
    CHECK(made.sources[1].data_sources.empty());
    REQUIRE(made.destinations.size() == 1);
    REQUIRE(made.destinations[0].objects.size() == 1);
    const destination_object& object = made.destinations[0].objects[0];
    REQUIRE(object.fields.size() == 1);
    CHECK(object.fields[0].createable);
    CHECK(object.fields[0].operations.empty());
    CHECK(object.row.at("x") == 1);
    REQUIRE(made.syncs.size() == 1);
    CHECK(made.syncs[0].sync.source_id == 0);
    CHECK(made.syncs[0].sync.object.empty());
}

TEST_CASE("a reply that is not the documented envelope cannot be copied") {
    for (const std::string body : {"", "[]", "{", R"({"status":"success"})"}) {
        workspace_record known;
        known.replies = {{"/syncs?page=1", body}};
        CHECK_THROWS_WITH_AS(copy_world(known), "the reply to GET /syncs cannot be copied",
                             std::runtime_error);
    }
}
