#include "census/v2_keys.hpp"

#include <doctest/doctest.h>

#include "json/document.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

model::destination_connection activation(const std::string& id, std::int64_t source) {
    model::destination_connection row;
    row.id = model::connection_id(id);
    row.source_id = model::connection_id(source);
    row.group = "group of " + id;
    return row;
}

seen_ends see(v2_learning& learnt, std::string_view sync) {
    json::document document;
    json::decode_problem problem;
    REQUIRE(document.parse(sync));
    return learnt.see(json::reader(document.root(), problem));
}

/// One that knows two activations, and an object of each.
v2_learning with_two() {
    v2_learning learnt;
    learnt.know_activations({activation("glimmering_donkey", 4), activation("silent_owl", 5)});
    learnt.know_object("glimmering_donkey", "Contact");
    learnt.know_object("silent_owl", "user");
    return learnt;
}

}  // namespace

TEST_CASE("the activation is found at each place where it may stand") {
    for (const auto& [row, place] :
         {std::pair{R"({"activation_id": "silent_owl", "object": "user"})", "activation_id"},
          {R"({"activation": {"id": "silent_owl", "name": "Braze"}, "object": "user"})", "activation.id"},
          {R"({"destination_attributes": {"activation_id": "silent_owl"}, "object": "user"})",
           "destination_attributes.activation_id"},
          {R"({"destination_attributes": {"connection_id": "silent_owl"}, "object": "user"})",
           "destination_attributes.connection_id"},
          {R"({"coupling": {"ref": "silent_owl"}, "object": "user"})", "coupling.ref"}}) {
        CAPTURE(place);
        v2_learning learnt = with_two();
        const seen_ends ends = see(learnt, row);
        CHECK(ends.activation == "silent_owl");
        REQUIRE(ends.coupling != nullptr);
        CHECK(ends.coupling->source_id == model::connection_id(5));
        CHECK(ends.coupling->group == "group of silent_owl");
        CHECK(learnt.keys().activation == place);
        CHECK(learnt.why_unproved().empty());
    }
}

TEST_CASE("the object is found at each place where it may stand") {
    for (const auto& [row, place] :
         {std::pair{R"("destination_attributes": {"object": "user"})", "destination_attributes.object"},
          {R"("activation_attributes": {"object": "user"})", "activation_attributes.object"},
          {R"("object_full_name": "user")", "object_full_name"},
          {R"("object": "user")", "object"},
          {R"("destination_object": "user")", "destination_object"},
          {R"("target": {"full_name": "user"})", "target.full_name"}}) {
        CAPTURE(place);
        v2_learning learnt = with_two();
        const seen_ends ends = see(learnt, std::string(R"({"activation_id": "silent_owl", )") + row + "}");
        CHECK(ends.object == "user");
        CHECK(learnt.keys().object == place);
        CHECK(learnt.why_unproved().empty());
    }
}

TEST_CASE("what a union inserts to is no place of the object, though it is the name of one") {
    v2_learning learnt = with_two();
    learnt.know_object("glimmering_donkey", "LeadContactUnion");
    const seen_ends ends = see(learnt, R"({"activation_id": "glimmering_donkey", "destination_attributes":
        {"object": "LeadContactUnion", "lead_union_insert_to": "Contact"}})");
    CHECK(ends.object == "LeadContactUnion");
    CHECK(learnt.keys().object == "destination_attributes.object");
    CHECK(learnt.why_unproved().empty());
}

TEST_CASE("texts that people choose prove nothing") {
    v2_learning learnt = with_two();
    const seen_ends ends =
        see(learnt,
            R"({"label": "silent_owl", "operation": "user", "advanced_configuration": {"a": "silent_owl"}})");
    CHECK(ends.activation.empty());
    CHECK(ends.coupling == nullptr);
    CHECK_FALSE(ends.object.has_value());
    CHECK(learnt.why_unproved() ==
          "no sync shows under which keys V2 holds the activation and the object of a sync");
    CHECK(learnt.keys() == v2_keys());
}

TEST_CASE("a key with a dot is no place, since it would be taken for two") {
    v2_learning learnt = with_two();
    CHECK(see(learnt, R"({"activation.id": "silent_owl"})").coupling == nullptr);
}

TEST_CASE("where it stands twice, the place that all syncs have counts, the usual one first") {
    v2_learning learnt = with_two();
    see(learnt, R"({"activation_id": "silent_owl", "activation": {"id": "silent_owl"}, "object": "user"})");
    CHECK(learnt.keys().activation == "activation_id");
    see(learnt, R"({"activation": {"id": "glimmering_donkey"}, "object": "Contact"})");
    CHECK(learnt.keys().activation == "activation.id");
    CHECK(learnt.why_unproved().empty());
}

TEST_CASE("syncs that contradict each other prove nothing") {
    v2_learning learnt = with_two();
    see(learnt, R"({"activation_id": "silent_owl", "object": "user"})");
    see(learnt, R"({"activation": {"id": "silent_owl"}, "object": "user"})");
    CHECK(learnt.why_unproved() == "the syncs hold their activations under different keys");
    v2_learning objects = with_two();
    see(objects, R"({"activation_id": "silent_owl", "object": "user"})");
    see(objects, R"({"activation_id": "silent_owl", "destination_object": "user"})");
    CHECK(objects.why_unproved() == "the syncs hold the names of their objects under different keys");
}

TEST_CASE("an object is proved once it is known, before the sync or after it") {
    v2_learning learnt = with_two();
    const seen_ends ends = see(learnt, R"({"activation_id": "silent_owl", "object_full_name": "event"})");
    CHECK(ends.object == "event");
    CHECK(learnt.why_unproved() == "no sync shows under which key V2 holds the object of a sync");
    const auto supposed = learnt.unproved_objects();
    REQUIRE(supposed.size() == 1);
    CHECK(supposed[0].activation == "silent_owl");
    CHECK(supposed[0].full_name == "event");
    learnt.know_object("glimmering_donkey", "event");
    CHECK_FALSE(learnt.why_unproved().empty());
    learnt.know_object("silent_owl", "event");
    CHECK(learnt.why_unproved().empty());
    CHECK(learnt.keys().object == "object_full_name");
}

TEST_CASE("a known name counts before one at a likelier place") {
    v2_learning learnt = with_two();
    const seen_ends ends =
        see(learnt,
            R"({"activation_id": "silent_owl", "object": "Users of Braze", "destination_object": "user"})");
    CHECK(ends.object == "user");
    CHECK(learnt.keys().object == "destination_object");
}

TEST_CASE("an object that is gone is null, and none is where nothing says so") {
    v2_learning learnt = with_two();
    CHECK(see(learnt, R"({"activation_id": "silent_owl", "destination_attributes": {"object": null}})")
              .object == "");
    CHECK_FALSE(see(learnt, R"({"activation_id": "silent_owl", "name_of_it": "x"})").object.has_value());
}
