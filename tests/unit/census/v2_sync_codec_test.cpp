#include "census/v2_sync_codec.hpp"

#include <doctest/doctest.h>

#include "json/document.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

constexpr std::string_view rest =
    R"("id": 7, "operation": "upsert", "paused": true, "source_attributes": {"object": {"type": "model", "id": 18}}, )"
    R"("mappings": [], "mode": {"type": "triggered", "triggers": {"schedule": {"frequency": "never"}}})";

v2_learning learning() {
    model::destination_connection row;
    row.id = model::connection_id(std::string("silent_owl"));
    row.source_id = model::connection_id(5);
    row.group = "wandering_aimlessly";
    v2_learning learnt;
    learnt.know_activations({row});
    return learnt;
}

model::live_sync read(std::string_view ends) {
    v2_learning learnt = learning();
    json::document document;
    json::decode_problem problem;
    REQUIRE(document.parse("{" + std::string(rest) + std::string(ends) + "}"));
    model::live_sync sync;
    decode_v2_sync(json::reader(document.root(), problem), learnt, sync);
    CHECK_FALSE(problem.found());
    return sync;
}

model::sync_spec spec() {
    model::sync_spec said;
    said.label = "A";
    said.operation = "upsert";
    said.source.connection_id = model::connection_id(5);
    said.source.type = "model";
    said.source.id = 18;
    said.destination.connection_id = model::connection_id(std::string("silent_owl"));
    said.destination.object = "user";
    return said;
}

}  // namespace

TEST_CASE("a V2 sync has its source by its activation") {
    const model::live_sync sync = read(
        R"(, "activation_id": "silent_owl", "destination_attributes": {"object": "Lead", "lead_union_insert_to": "x"})");
    CHECK(sync.not_understood.empty());
    CHECK(sync.group == "wandering_aimlessly");
    CHECK(sync.spec.source.connection_id == model::connection_id(5));
    CHECK(sync.spec.destination.connection_id.text() == "silent_owl");
    CHECK(sync.spec.destination.object == "Lead");
    CHECK(sync.spec.destination.lead_union_insert_to == "x");
    CHECK(sync.spec.paused);
    CHECK(read(R"(, "activation_id": "silent_owl", "object": "user", "group_id": "other")").group == "other");
}

TEST_CASE("what is not found of a V2 sync is said, and the rest is read") {
    const model::live_sync stranger = read(R"(, "activation_id": "unknown_elk", "object": "user")");
    CHECK(stranger.not_understood == "it names no activation that the token sees");
    CHECK(stranger.id == 7);
    CHECK(stranger.spec.operation == "upsert");
    CHECK_FALSE(stranger.spec.destination.connection_id.known());
    CHECK(read(R"(, "activation_id": "silent_owl")").not_understood ==
          "under which key it holds the name of its object is not known");
}

TEST_CASE("a new V2 sync is worded by the keys, and says no source connection") {
    const std::string tail =
        R"("mode":{"type":"triggered","triggers":{"schedule":{"frequency":"never"}}},"mappings":[]})";
    const std::string head =
        R"({"label":"A","operation":"upsert","paused":false,"source_attributes":{"object":{"type":"model","id":18}},)";
    CHECK(encode_v2_sync(spec(), {}, {}) ==
          head + R"("activation_id":"silent_owl","destination_attributes":{"object":"user"},)" + tail);
    CHECK(encode_v2_sync(spec(), {"activation.id", "object_full_name"}, {}) ==
          head + R"("activation":{"id":"silent_owl"},"object_full_name":"user",)" + tail);
    model::sync_spec union_of_leads = spec();
    union_of_leads.destination.lead_union_insert_to = "Lead";
    CHECK(
        encode_v2_sync(union_of_leads,
                       {"destination_attributes.connection_id", "destination_attributes.object"}, {}) ==
        head +
            R"("destination_attributes":{"connection_id":"silent_owl","object":"user","lead_union_insert_to":"Lead"},)" +
            tail);
    CHECK(encode_v2_sync(spec(), {}, "north").find(R"("group_id":"north",)") != std::string::npos);
}

// Law 8.
TEST_CASE("members that are not known go back with where a V2 sync writes, but for the keys that say it") {
    const model::live_sync live = read(
        R"(, "destination_attributes": {"activation_id": "silent_owl", "id": 5, "object": "Lead", "batch": {"size": 5}})");
    REQUIRE(live.kept.members.size() == 1);
    sync_patch patch{7, spec(), live, {model::attribute::destination}};
    CHECK(encode_v2_patch(patch, {}) ==
          R"({"activation_id":"silent_owl","destination_attributes":{"object":"user","batch":{"size":5}}})");
    CHECK(encode_v2_patch(patch, {"activation_id", "object"}) ==
          R"({"activation_id":"silent_owl","object":"user","destination_attributes":{"batch":{"size":5}}})");
}

TEST_CASE("a group that stands beside the source is no unknown member") {
    json::document document;
    json::decode_problem problem;
    REQUIRE(document.parse(
        R"({"id": 7, "operation": "upsert", "mappings": [], "activation_id": "silent_owl", "object": "Lead",
            "source_attributes": {"group_id": "north", "object": {"type": "model", "id": 18}}})"));
    v2_learning learnt = learning();
    model::live_sync sync;
    decode_v2_sync(json::reader(document.root(), problem), learnt, sync);
    CHECK_FALSE(problem.found());
    CHECK(sync.kept.members.empty());
}

TEST_CASE("so do those beside the object, where another key holds it") {
    const model::live_sync live =
        read(R"(, "activation_id": "silent_owl", "activation_attributes": {"object": "Lead", "batch": 5})");
    REQUIRE(live.kept.members.size() == 1);
    CHECK(model::path_of(live.kept.members[0]) == "destination.batch");
    sync_patch patch{7, spec(), live, {model::attribute::destination}};
    CHECK(encode_v2_patch(patch, {"activation_id", "activation_attributes.object"}) ==
          R"({"activation_id":"silent_owl","activation_attributes":{"object":"user","batch":5}})");
}

TEST_CASE("a V2 patch says the ends whole, and only where they differ") {
    sync_patch patch;
    patch.id = 7;
    patch.desired = spec();
    patch.live.spec = spec();
    patch.keys = {model::attribute::paused};
    CHECK(encode_v2_patch(patch, {}) == R"({"paused":false})");
    patch.keys = {model::attribute::destination};
    CHECK(encode_v2_patch(patch, {}) ==
          R"({"activation_id":"silent_owl","destination_attributes":{"object":"user"}})");
    patch.live.spec.destination.lead_union_insert_to = "Lead";
    CHECK(
        encode_v2_patch(patch, {"activation_id", "object"}) ==
        R"({"activation_id":"silent_owl","object":"user","destination_attributes":{"lead_union_insert_to":null}})");
}
