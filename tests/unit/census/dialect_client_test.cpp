#include "census/dialect_client.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/fake_client.hpp"
#include "unit/census/support/reference_replies.hpp"
#include "unit/census/support/run.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

struct world {
    boost::asio::io_context context;
    fake_client client{context.get_executor()};
    std::unique_ptr<api> service = make_api("2021", client, "/api/v1");

    /// The value that a call gives, whose request must be `expected`.
    template <class T>
    T value(const std::string& expected, std::string_view reply, awaitable<result<T>> asked,
            int status = 200) {
        client.answer(expected, reply, status);
        auto outcome = run(context, std::move(asked));
        CHECK(client.calls().back() == expected);
        REQUIRE(outcome.has_value());
        return std::move(*outcome);
    }

    template <class T>
    http::failure failure(awaitable<result<T>> asked) {
        const auto outcome = run(context, std::move(asked));
        REQUIRE(outcome.has_error());
        return outcome.error();
    }
};

page_request third_page() {
    page_request page;
    page.page = 3;
    page.per_page = 50;
    page.ascending = false;
    return page;
}

}  // namespace

TEST_CASE("only known generations are made") {
    boost::asio::io_context context;
    fake_client client(context.get_executor());
    CHECK(make_api("2022", client, "/api/v1") == nullptr);
    CHECK(make_api("", client, "/api/v1") == nullptr);
    const auto service = make_api("2021", client, "/api/v1");
    REQUIRE(service != nullptr);
    CHECK_FALSE(service->capabilities().can_update);
    CHECK_FALSE(service->capabilities().can_delete);
}

TEST_CASE("the base path may end in a slash or be none") {
    for (const auto& [base, target] :
         {std::pair{"/api/v1/", "GET /api/v1/sources"}, {"", "GET /sources"}, {"/", "GET /sources"}}) {
        world at;
        at.service = make_api("2021", at.client, base);
        CHECK(at.value(target, reference::sources, at.service->list_sources()).size() == 2);
    }
}

TEST_CASE("sources of the reference are read") {
    world at;
    const auto all = at.value("GET /api/v1/sources", reference::sources, at.service->list_sources());
    REQUIRE(all.size() == 2);
    CHECK(all[0].id == 4);
    CHECK(all[0].name == "Snowflake - xxxxxxx.us-east-1");
    CHECK(all[0].label.empty());
    CHECK(all[1].label == "BigQuery");
    const auto one = at.value("GET /api/v1/sources/4", reference::source, at.service->get_source(4));
    CHECK(one.id == 4);
    CHECK(at.client.requests.back().replay == http::replay::safe);
}

TEST_CASE("models and tables of the reference are read") {
    world at;
    const auto all = at.value("GET /api/v1/sources/4/data_sources?page=1&per_page=100&order=asc",
                              reference::data_sources, at.service->list_source_objects(4, {}))
                         .rows;
    REQUIRE(all.size() == 4);
    CHECK(all[0].type == "table");
    CHECK(all[0].table.catalog == "public");
    CHECK(all[0].table.schema == "development");
    CHECK(all[0].table.name == "test");
    CHECK(all[1].type == "model");
    CHECK(all[1].id == 15);
    CHECK(all[1].name == "braze_test");
    CHECK_FALSE(all[1].columns_fetched);

    const auto model = at.value("GET /api/v1/sources/4/models/18", reference::model,
                                at.service->get_source_object(4, "model", 18));
    CHECK(model.id == 18);
    REQUIRE(model.columns.size() == 4);
    CHECK(model.columns_fetched);
    CHECK(model.columns[3].name == "INDUSTRIES");
    CHECK(model.columns[3].type == "array");
    const auto table = at.value("GET /api/v1/sources/4/tables/2", reference::table,
                                at.service->get_source_object(4, "table", 2));
    CHECK(table.type == "table");
    REQUIRE(table.columns.size() == 4);
    CHECK(table.columns[1].name == "CUSTOMER_ID");
}

TEST_CASE("destinations of the reference are read") {
    world at;
    const auto all =
        at.value("GET /api/v1/destinations", reference::destinations, at.service->list_destinations());
    REQUIRE(all.size() == 4);
    CHECK(all[2].name == "Braze");
    CHECK(all[3].name == "HubSpot");
    const auto one =
        at.value("GET /api/v1/destinations/15", reference::destination, at.service->get_destination(15));
    CHECK(one.name == "Braze");
    REQUIRE(one.objects.size() == 2);
    CHECK(one.objects[1].full_name == "event");
    const auto object = at.value("GET /api/v1/destinations/15/objects/user", reference::object,
                                 at.service->get_object(15, "user"));
    CHECK(object.label == "User");
    CHECK(object.allow_custom_fields);
    REQUIRE(object.fields.size() == 5);
    CHECK(object.fields[2].lookup_object == "company");
    CHECK(object.fields[3].full_name == "external_id");
    CHECK(object.fields[3].can_be_upsert_key);
    CHECK_FALSE(object.fields[4].can_be_upsert_key);
}

TEST_CASE("an object name is one segment of the path") {
    world at;
    // The server may spell the JSON of its name otherwise.
    const std::string named =
        R"({"status": "success", "data": {"label": "Sheet", "full_name": "{ \"s\": \"a/b\" }", "fields": []}})";
    at.client.answer("GET /api/v1/destinations/15/objects/%7B%22s%22%3A%22a%2Fb%22%7D", named);
    CHECK(run(at.context, at.service->get_object(15, R"({"s":"a/b"})")).has_value());
    (void)run(at.context, at.service->get_object(15, ".."));
    CHECK(at.client.calls().back() == "GET /api/v1/destinations/15/objects/%2E%2E");
}

TEST_CASE("syncs of the reference are read") {
    world at;
    const auto all = at.value("GET /api/v1/syncs?page=3&per_page=50&order=desc", reference::syncs,
                              at.service->list_syncs(third_page()))
                         .rows;
    REQUIRE(all.size() == 2);
    CHECK(all[0].id == 61);
    CHECK(all[1].id == 60);
    const auto one = at.value("GET /api/v1/syncs/61", reference::sync, at.service->get_sync(61));
    CHECK(one.spec == all[0].spec);
    CHECK(one.status == "Ready");
    CHECK(one.created_at == "2021-10-22T00:40:11.246Z");
    CHECK(one.updated_at == "2021-10-22T00:43:44.173Z");
    CHECK(one.spec.operation == "upsert");
    CHECK(one.spec.source.connection_id == 4);
    CHECK(one.spec.source.id == 15);
    CHECK(one.spec.source.name == "braze_test");
    CHECK(one.spec.destination.connection_id == 15);
    CHECK(one.spec.destination.object == "user");
    REQUIRE(one.spec.mappings.size() == 2);
    CHECK(one.spec.mappings[0].is_primary_identifier);
    CHECK(std::get<model::column_source>(one.spec.mappings[0].from).name == "EMAIL");
    const auto& constant = std::get<model::constant_source>(one.spec.mappings[1].from);
    CHECK(constant.type == "text");
    CHECK(constant.value == "test");
}

TEST_CASE("a sync is created once") {
    world at;
    model::sync_spec spec;
    spec.operation = "upsert";
    spec.destination.connection_id = 15;
    const auto id =
        at.value("POST /api/v1/syncs", reference::created_sync, at.service->create_sync(spec), 201);
    CHECK(id == 4545);
    const http::request& sent = at.client.requests.back();
    CHECK(sent.replay == http::replay::once);
    CHECK(sent.body.starts_with(R"({"operation":"upsert",)"));
}

TEST_CASE("a sync is triggered once and without a body") {
    world at;
    const auto id =
        at.value("POST /api/v1/syncs/52/trigger", reference::triggered, at.service->trigger_sync(52, false));
    CHECK(id == 1234567890);
    CHECK(at.client.requests.back().replay == http::replay::once);
    CHECK(at.client.requests.back().body.empty());
}

TEST_CASE("runs of the reference are read") {
    world at;
    const auto all = at.value("GET /api/v1/syncs/52/sync_runs?page=1&per_page=100&order=asc",
                              reference::sync_runs, at.service->list_sync_runs(52, {}));
    REQUIRE(all.size() == 3);
    CHECK(all[1].status == "failed");
    CHECK(all[1].error_code == "JSON_ARRAY_ERROR");
    CHECK_FALSE(all[1].records_updated.has_value());
    CHECK(all[1].records_invalid == 0);
    CHECK(all[1].completed_at.empty());
    const auto one = at.value("GET /api/v1/sync_runs/94", reference::sync_run, at.service->get_sync_run(94));
    CHECK(one.id == 94);
    CHECK(one.sync_id == 52);
    CHECK(one.records_updated == 1);
    CHECK(one.succeeded());
    CHECK(one.trigger_reason == "Manually triggered by test@getcensus.com");
}

TEST_CASE("refused writes say what the server said") {
    world at;
    at.client.answer("POST /api/v1/syncs", R"({"status":"error","message":"Mapping has no field 'x'"})", 422);
    const auto create = at.failure(at.service->create_sync({}));
    CHECK(create.stage == http::stage::status);
    CHECK(create.sent == http::sent_state::answered);
    CHECK(create.status == 422);
    CHECK(create.method == "POST");
    CHECK(create.target == "/api/v1/syncs");
    CHECK(create.message == "POST /syncs was refused (HTTP 422)");
    CHECK(create.server_text == "Mapping has no field 'x'");

    at.client.answer("POST /api/v1/syncs/52/trigger", R"({"status":"error","message":"Sync is paused"})");
    const auto trigger = at.failure(at.service->trigger_sync(52, false));
    CHECK(trigger.message == "POST /syncs/52/trigger was refused (HTTP 200, status 'error')");
    CHECK(trigger.server_text == "Sync is paused");
}

TEST_CASE("each read says that its thing is not there") {
    world at;
    CHECK(at.failure(at.service->list_sources()).message ==
          "GET /sources was answered with not found (HTTP 404)");
    CHECK(at.failure(at.service->get_source(9)).status == 404);
    CHECK(at.failure(at.service->list_source_objects(9, {})).message ==
          "GET /sources/9/data_sources was answered with not found (HTTP 404)");
    CHECK(at.failure(at.service->get_source_object(9, "model", 1)).message ==
          "GET /sources/9/models/1 was answered with not found (HTTP 404)");
    CHECK(at.failure(at.service->get_source_object(9, "table", 1)).message ==
          "GET /sources/9/tables/1 was answered with not found (HTTP 404)");
    CHECK(at.failure(at.service->list_destinations()).status == 404);
    CHECK(at.failure(at.service->get_destination(9)).message ==
          "GET /destinations/9 was answered with not found (HTTP 404)");
    CHECK(at.failure(at.service->get_object(9, "a b")).message ==
          "GET /destinations/9/objects/a%20b was answered with not found (HTTP 404)");
    CHECK(at.failure(at.service->list_syncs({})).status == 404);
    CHECK(at.failure(at.service->get_sync(9)).message ==
          "GET /syncs/9 was answered with not found (HTTP 404)");
    CHECK(at.failure(at.service->list_sync_runs(9, {})).status == 404);
    CHECK(at.failure(at.service->get_sync_run(9)).message ==
          "GET /sync_runs/9 was answered with not found (HTTP 404)");
    CHECK(at.failure(at.service->get_sync_run(9)).server_text == "not in the script");
}

// Hazards 2, 89 and 108.
TEST_CASE("of today's API the HTTP status counts, and not the word beside it") {
    const std::string sync =
        R"("data":{"id":5,"operation":"update","source_attributes":{"object":{"type":"model","id":18}},)"
        R"("destination_attributes":{"connection_id":15,"object":"user"},"mappings":[]}})";
    world at;
    at.service = make_api("v1", at.client, "/api/v1");
    for (const int status : {200, 201}) {
        CHECK(at.value("POST /api/v1/syncs", R"({"status":"created","data":{"sync_id":5}})",
                       at.service->create_sync({}), status) == 5);
    }
    sync_patch patch;
    patch.id = 5;
    for (const char* word : {"updated", "success", "created"}) {
        const std::string reply = R"({"status":")" + std::string(word) + "\"," + sync;
        CHECK(at.value("PATCH /api/v1/syncs/5", reply, at.service->update_sync(patch)).spec.operation ==
              "update");
        CHECK(at.value("GET /api/v1/syncs/5", reply, at.service->get_sync(5)).id == 5);
    }
    at.client.answer("DELETE /api/v1/syncs/5", R"({"status":"deleted"})");
    CHECK(run(at.context, at.service->delete_sync(5)).has_value());
}

// Hazard 125.
TEST_CASE("an API that is served no more is never a workspace without syncs") {
    const auto listed = [](const char* generation, const std::string& body, int status) {
        CAPTURE(body);
        world at;
        at.service = make_api(generation, at.client, "/api/v1");
        at.client.answer("GET /api/v1/syncs?page=1&per_page=100&order=asc", body, status);
        return at.failure(at.service->list_syncs({}));
    };
    for (const char* generation : {"2021", "v1"}) {
        for (const int status : {301, 302, 308, 401, 403, 404, 410, 451, 500, 503}) {
            for (const char* body :
                 {"", R"({"status":"success","data":[]})", R"({"status":404})", "<html></html>"}) {
                CHECK(listed(generation, body, status).status == status);
            }
        }
        for (const char* body :
             {"", "{}", "[]", R"({"status":"success"})", R"({"status":"success","data":null})"}) {
            CHECK(listed(generation, body, 200).stage == http::stage::decode);
        }
        CHECK(listed(generation, R"({"status":410,"data":[],"pagination":{}})", 200).status == 410);
    }
}

TEST_CASE("a failed exchange is handed on as it is") {
    world at;
    http::failure lost;
    lost.stage = http::stage::first_byte;
    lost.sent = http::sent_state::maybe_sent;
    lost.method = "POST";
    lost.message = "connection closed before a reply came";
    lost.attempts = 1;
    at.client.fail("POST /api/v1/syncs", lost);
    const auto problem = at.failure(at.service->create_sync({}));
    CHECK(problem.stage == http::stage::first_byte);
    CHECK(problem.sent == http::sent_state::maybe_sent);
    CHECK(problem.message == "connection closed before a reply came");
}

TEST_CASE("a write whose reply cannot be read is not taken for refused") {
    world at;
    at.client.answer("POST /api/v1/syncs", "");
    const auto empty = at.failure(at.service->create_sync({}));
    CHECK(empty.stage == http::stage::decode);
    CHECK(empty.sent == http::sent_state::answered);
    CHECK(empty.message == "the reply to POST /syncs is empty (HTTP 200)");
    at.client.answer("POST /api/v1/syncs/5/trigger", R"({"status":"success","data":{}})");
    CHECK(at.failure(at.service->trigger_sync(5, false)).message ==
          "the reply to POST /syncs/5/trigger is not what the API reference describes: /data/sync_run_id is "
          "missing (HTTP 200)");
}

TEST_CASE("a reply about another thing than was asked for is a broken reply") {
    const auto broken = [](world& at, auto asked) {
        const http::failure problem = at.failure(std::move(asked));
        CHECK(problem.stage == http::stage::decode);
        return problem.message;
    };
    world at;
    at.client.answer("GET /api/v1/sources/5", reference::source);
    CHECK(broken(at, at.service->get_source(5)) ==
          "the reply to GET /sources/5 is about another thing than was asked for (HTTP 200)");
    at.client.answer("GET /api/v1/syncs/999", reference::sync);
    CHECK(broken(at, at.service->get_sync(999)) ==
          "the reply to GET /syncs/999 is about another thing than was asked for (HTTP 200)");
    at.client.answer("GET /api/v1/destinations/999", reference::destination);
    CHECK(broken(at, at.service->get_destination(999)) ==
          "the reply to GET /destinations/999 is about another thing than was asked for (HTTP 200)");
    at.client.answer("GET /api/v1/destinations/15/objects/event", reference::object);
    CHECK(broken(at, at.service->get_object(15, "event")) ==
          "the reply to GET /destinations/15/objects/event is about another thing than was asked for (HTTP "
          "200)");
    at.client.answer("GET /api/v1/sync_runs/999", reference::sync_run);
    CHECK(broken(at, at.service->get_sync_run(999)) ==
          "the reply to GET /sync_runs/999 is about another thing than was asked for (HTTP 200)");
    at.client.answer("GET /api/v1/syncs/999/sync_runs?page=1&per_page=100&order=asc", reference::sync_runs);
    CHECK(broken(at, at.service->list_sync_runs(999, page_request{})) ==
          "the reply to GET /syncs/999/sync_runs is about another thing than was asked for (HTTP 200)");
}

TEST_CASE("today's API is asked for full runs and to cancel, that of 2021 is not") {
    world at;
    CHECK(at.failure(at.service->trigger_sync(5, true)).sent == http::sent_state::not_sent);
    CHECK(at.failure(at.service->cancel_sync_run(9)).sent == http::sent_state::not_sent);
    CHECK(at.client.requests.empty());
    at.service = make_api("v1", at.client, "/api/v1");
    CHECK(at.value("POST /api/v1/syncs/52/trigger?force_full_sync=true", reference::triggered,
                   at.service->trigger_sync(52, true)) == 1234567890);
    CHECK(at.client.requests.back().replay == http::replay::once);
    at.client.answer("POST /api/v1/sync_runs/9/cancel", R"({"status":"cancelled","data":{}})");
    CHECK(run(at.context, at.service->cancel_sync_run(9)).has_value());
    CHECK(at.client.requests.back().replay == http::replay::once);
    CHECK(at.client.requests.back().body.empty());
}
