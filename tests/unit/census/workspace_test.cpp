#include "census/workspace.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "unit/census/support/fake_client.hpp"
#include "unit/census/support/reference_replies.hpp"
#include "unit/census/support/run.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

const std::string syncs_page = "GET /api/v1/syncs?page=1&per_page=100&order=asc";
const std::string data_sources_page = "GET /api/v1/sources/4/data_sources?page=1&per_page=100&order=asc";

struct world {
    boost::asio::io_context context;
    fake_client client{context.get_executor()};
    std::unique_ptr<api> service = make_api("2021", client, "/api/v1");
    model::references wanted;
    std::vector<std::size_t> progress;

    world() {
        client.answer("GET /api/v1/sources", reference::sources);
        client.answer("GET /api/v1/destinations", reference::destinations);
        client.answer(syncs_page, R"({"status": "success", "data": []})");
        client.answer(data_sources_page, reference::data_sources);
        client.answer("GET /api/v1/sources/4/models/18", reference::model);
        client.answer("GET /api/v1/sources/4/tables/2", reference::table);
        client.answer("GET /api/v1/destinations/15", reference::destination);
        client.answer("GET /api/v1/destinations/15/objects/user", reference::object);
    }

    result<workspace_snapshot> fetch() {
        return run(context,
                   fetch_workspace(*service, wanted, [this](std::size_t done) { progress.push_back(done); }));
    }

    workspace_snapshot snapshot() {
        auto fetched = fetch();
        REQUIRE(fetched.has_value());
        return std::move(*fetched);
    }

    http::failure failure() {
        const auto fetched = fetch();
        REQUIRE(fetched.has_error());
        return fetched.error();
    }

    void use_source(model::connection_name connection, std::vector<model::object_name> objects) {
        wanted.sources.push_back({std::move(connection), std::move(objects)});
    }
    void use_destination(model::connection_name connection, std::vector<std::string> objects) {
        wanted.destinations.push_back({std::move(connection), std::move(objects)});
    }
};

model::connection_name named(std::string name) {
    model::connection_name connection;
    connection.name = std::move(name);
    return connection;
}

model::connection_name numbered(std::int64_t id) {
    model::connection_name connection;
    connection.id = id;
    return connection;
}

model::object_name model_named(std::string name) {
    model::object_name object;
    object.type = "model";
    object.name = std::move(name);
    return object;
}

model::object_name object_numbered(std::string type, std::int64_t id) {
    model::object_name object;
    object.type = std::move(type);
    object.id = id;
    return object;
}

model::object_name test_table() {
    model::object_name object;
    object.type = "table";
    object.table.catalog = "public";
    object.table.schema = "development";
    object.table.name = "test";
    return object;
}

using calls = std::vector<std::string>;

}  // namespace

TEST_CASE("a workspace of which nothing is used takes three requests side by side") {
    world at;
    at.client.hold_until(3);
    const auto snapshot = at.snapshot();
    CHECK_FALSE(at.client.starved);
    CHECK(at.client.calls() == calls{"GET /api/v1/sources", "GET /api/v1/destinations", syncs_page});
    CHECK(at.progress == std::vector<std::size_t>{1, 2, 3});
    CHECK(snapshot.metadata.sources.size() == 2);
    CHECK(snapshot.metadata.destinations.size() == 4);
    CHECK_FALSE(snapshot.metadata.sources[0].objects_fetched);
    CHECK(snapshot.syncs.empty());
}

TEST_CASE("the syncs of a server that gives the newest first come by ascending id") {
    world at;
    at.service = make_api("2021", at.client, "/d");
    at.client.answer("GET /d/sources", R"({"status":"success","data":[]})");
    at.client.answer("GET /d/destinations", R"({"status":"success","data":[]})");
    at.client.answer("GET /d/syncs?page=1&per_page=100&order=asc", reference::syncs);
    const auto snapshot = at.snapshot();
    REQUIRE(snapshot.syncs.size() == 2);
    CHECK(snapshot.syncs[0].id == 60);
    CHECK(snapshot.syncs[1].id == 61);
}

TEST_CASE("what the files use is asked for once each") {
    world at;
    at.use_source(named("Snowflake - xxxxxxx.us-east-1"), {model_named("airtable_test"), test_table()});
    at.use_source(numbered(4), {model_named("airtable_test"), object_numbered("model", 18)});
    at.use_destination(named("Braze"), {"user"});
    at.use_destination(numbered(15), {"user"});
    const auto snapshot = at.snapshot();

    auto asked = at.client.calls();
    CHECK(asked.size() == 8);
    CHECK(at.progress.back() == 8);
    std::ranges::sort(asked);
    CHECK(asked == calls{"GET /api/v1/destinations", "GET /api/v1/destinations/15",
                         "GET /api/v1/destinations/15/objects/user", "GET /api/v1/sources", data_sources_page,
                         "GET /api/v1/sources/4/models/18", "GET /api/v1/sources/4/tables/2", syncs_page});

    const auto& source = snapshot.metadata.sources[0];
    CHECK(source.objects_fetched);
    REQUIRE(source.objects.size() == 4);
    CHECK(source.objects[0].columns_fetched);
    CHECK(source.objects[0].columns[1].name == "CUSTOMER_ID");
    CHECK_FALSE(source.objects[1].columns_fetched);
    CHECK(source.objects[2].id == 18);
    CHECK(source.objects[2].columns_fetched);
    CHECK_FALSE(snapshot.metadata.sources[1].objects_fetched);

    const auto& destination = snapshot.metadata.destinations[2];
    CHECK(destination.objects_fetched);
    REQUIRE(destination.objects.size() == 2);
    CHECK(destination.objects[0].full_name == "user");
    CHECK(destination.objects[0].fields_fetched);
    CHECK(destination.objects[0].fields.size() == 5);
    CHECK_FALSE(destination.objects[1].fields_fetched);
}

TEST_CASE("a fetch is three round trips deep") {
    world at;
    at.use_source(numbered(4), {model_named("airtable_test"), test_table()});
    at.use_destination(numbered(15), {"user", "event", "list"});
    // Second trip: the models and tables, the destination, and three objects; third: a model and a table.
    at.client.hold_until(3);
    boost::asio::co_spawn(at.context, fetch_workspace(*at.service, at.wanted, {}),
                          [](const std::exception_ptr&, result<workspace_snapshot>) {});
    while (at.client.requests.size() < 3) {
        REQUIRE(at.context.run_one() == 1);
    }
    at.client.hold_until(5);
    while (at.client.requests.size() < 8) {
        REQUIRE(at.context.run_one() == 1);
    }
    at.client.hold_until(2);
    at.context.run();
    CHECK_FALSE(at.client.starved);
    CHECK(at.client.requests.size() == 10);
    const auto asked = at.client.calls();
    CHECK(std::ranges::find(asked, data_sources_page) < asked.begin() + 8);
    CHECK(std::ranges::find(asked, "GET /api/v1/destinations/15/objects/list") < asked.begin() + 8);
    CHECK(asked[8] == "GET /api/v1/sources/4/models/18");
    CHECK(asked[9] == "GET /api/v1/sources/4/tables/2");
}

TEST_CASE("a model given by id needs no list before it") {
    world at;
    at.use_source(numbered(4), {object_numbered("model", 18)});
    (void)at.snapshot();
    const auto asked = at.client.calls();
    REQUIRE(asked.size() == 5);
    CHECK(asked[3] == data_sources_page);
    CHECK(asked[4] == "GET /api/v1/sources/4/models/18");
    CHECK(at.client.most_waiting == 4);
}

TEST_CASE("a model that the list does not have is added") {
    world at;
    at.client.answer("GET /api/v1/sources/4/models/77",
                     R"({"status":"success","data":{"type":"model","id":77,"name":"new","columns":[]}})");
    at.use_source(numbered(4), {object_numbered("model", 77)});
    const auto snapshot = at.snapshot();
    REQUIRE(snapshot.metadata.sources[0].objects.size() == 5);
    CHECK(snapshot.metadata.sources[0].objects[4].name == "new");
    CHECK(snapshot.metadata.sources[0].objects[4].columns_fetched);
}

TEST_CASE("an object that the destination does not list is added") {
    world at;
    at.client.answer("GET /api/v1/destinations/15/objects/hidden",
                     R"({"status":"success","data":{"full_name":"hidden","fields":[]}})");
    at.use_destination(numbered(15), {"hidden"});
    const auto snapshot = at.snapshot();
    const auto& objects = snapshot.metadata.destinations[2].objects;
    REQUIRE(objects.size() == 3);
    CHECK(objects[2].full_name == "hidden");
    CHECK(objects[2].fields_fetched);
}

TEST_CASE("operations that only the list names are kept") {
    world at;
    at.client.answer("GET /api/v1/destinations/6", R"({"status":"success","data":{"id":6,"name":"Ads",
        "objects":[{"full_name":"o","supported_operations":["mirror"]}]}})");
    at.client.answer("GET /api/v1/destinations/6/objects/o",
                     R"({"status":"success","data":{"full_name":"o","label":"O","fields":[]}})");
    at.use_destination(numbered(6), {"o"});
    const auto snapshot = at.snapshot();
    REQUIRE(snapshot.metadata.destinations[1].objects.size() == 1);
    CHECK(snapshot.metadata.destinations[1].objects[0].supported_operations ==
          std::vector<std::string>{"mirror"});
    CHECK(snapshot.metadata.destinations[1].objects[0].label == "O");
}

TEST_CASE("what is not there is absent") {
    world at;
    at.client.answer("GET /api/v1/destinations/15/objects/deleted", R"({"status":"404"})");
    at.use_source(named("Nowhere"), {model_named("x")});
    at.use_source(numbered(4), {model_named("misspelt"), object_numbered("model", 99),
                                object_numbered("table", 99), object_numbered("topic", 1)});
    at.use_destination(named("Nowhere"), {"x"});
    at.use_destination(numbered(99), {"x"});
    at.use_destination(numbered(15), {"usr", "event", "deleted"});
    const auto snapshot = at.snapshot();
    CHECK(snapshot.metadata.sources[0].objects.size() == 4);
    const auto& objects = snapshot.metadata.destinations[2].objects;
    REQUIRE(objects.size() == 2);
    CHECK_FALSE(objects[0].fields_fetched);
    CHECK_FALSE(objects[1].fields_fetched);
    CHECK(at.client.count("GET /api/v1/destinations/99") == 0);
    CHECK(at.client.count("GET /api/v1/sources/4/topics") == 0);
    CHECK(at.client.requests.size() == 10);
}

TEST_CASE("of an ambiguous name nothing is asked") {
    world twins;
    twins.use_source(named("Twin"), {model_named("x")});
    twins.use_destination(named("Twin"), {"x"});
    twins.service = make_api("2021", twins.client, "/t");
    const std::string_view two =
        R"({"status":"success","data":[{"id":1,"name":"Twin"},{"id":2,"name":"Twin"}]})";
    twins.client.answer("GET /t/sources", two);
    twins.client.answer("GET /t/destinations", two);
    twins.client.answer("GET /t/syncs?page=1&per_page=100&order=asc", R"({"status":"success","data":[]})");
    const auto snapshot = twins.snapshot();
    CHECK(snapshot.metadata.sources.size() == 2);
    CHECK(twins.client.requests.size() == 3);
}

TEST_CASE("a source with many models is read page by page") {
    world at;
    const auto page_of = [](int first, int count) {
        std::string rows;
        for (int id = first; id < first + count; ++id) {
            rows += rows.empty() ? "" : ",";
            rows += R"({"type":"model","id":)" + std::to_string(id) + R"(,"name":"m)" + std::to_string(id) +
                    "\"}";
        }
        return R"({"status":"success","data":[)" + rows + "]}";
    };
    const std::string start = "GET /api/v1/sources/10/data_sources?page=";
    at.client.answer(start + "1&per_page=100&order=asc", page_of(1, 100));
    // A model that was added meanwhile moved one row to the next page: it comes twice, and is one.
    at.client.answer(start + "2&per_page=100&order=asc", page_of(100, 30));
    at.client.answer("GET /api/v1/sources/10/models/129",
                     R"({"status":"success","data":{"type":"model","id":129,"name":"m129","columns":[]}})");
    at.use_source(named("BigQuery"), {model_named("m129")});
    const auto snapshot = at.snapshot();
    CHECK(snapshot.metadata.sources[1].objects.size() == 129);
    CHECK(snapshot.metadata.sources[1].objects[128].columns_fetched);
    CHECK(at.client.count(start) == 2);
    CHECK(at.progress.back() == at.client.requests.size());
}

TEST_CASE("any failure but an absent object ends the fetch") {
    world refused;
    refused.service = make_api("2021", refused.client, "/r");
    refused.client.answer("GET /r/sources", R"({"status":"error","message":"no"})", 401);
    refused.client.answer("GET /r/destinations", R"({"status":"error","message":"no"})", 401);
    refused.client.answer("GET /r/syncs?page=1&per_page=100&order=asc", "", 500);
    const auto problem = refused.failure();
    CHECK(problem.message == "GET /sources was refused: the token is not accepted (HTTP 401)");
    CHECK(refused.client.requests.size() == 3);

    world object;
    object.client.answer("GET /api/v1/destinations/15/objects/event", "", 502);
    object.use_destination(numbered(15), {"event"});
    CHECK(object.failure().message == "GET /destinations/15/objects/event failed on the server (HTTP 502)");

    world destination;
    destination.use_destination(numbered(12), {"x"});
    CHECK(destination.failure().message == "GET /destinations/12 was answered with not found (HTTP 404)");

    world source;
    source.use_source(numbered(10), {model_named("x")});
    CHECK(source.failure().message == "GET /sources/10/data_sources was answered with not found (HTTP 404)");
}

TEST_CASE("the failure that is told does not depend on which reply comes first") {
    // The object's failure is known before that of the syncs' second page, and after the destinations'.
    for (const bool late_sources : {false, true}) {
        world at;
        at.use_source(numbered(4), {object_numbered("model", 5), model_named("braze_test")});
        at.client.answer("GET /api/v1/sources/4/models/15", "", 503);
        at.client.answer("GET /api/v1/destinations/15/objects/event", "", 502);
        at.use_destination(numbered(15), {"event"});
        if (late_sources) {
            at.client.hold_until(3);
        }
        CHECK(at.failure().message == "GET /sources/4/models/15 failed on the server (HTTP 503)");
    }
}

TEST_CASE("many objects are fetched in bounded number") {
    world at;
    std::vector<std::string> objects;
    for (int at_object = 0; at_object < 300; ++at_object) {
        objects.push_back("o" + std::to_string(at_object));
    }
    at.use_destination(numbered(15), objects);
    (void)at.snapshot();
    CHECK(at.client.requests.size() == 304);
    CHECK(at.client.most_waiting == 64);
}
