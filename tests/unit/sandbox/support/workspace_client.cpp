#include "unit/sandbox/support/workspace_client.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "support/source_dir.hpp"

namespace censusctl::sandbox::test {

namespace json = boost::json;

server_options options_of(std::string world, std::vector<std::string> faults) {
    server_options options;
    options.world = std::move(world);
    options.token = std::string{test_token};
    options.faults = std::move(faults);
    return options;
}

workspace_client::workspace_client(server_options options) : server_{start_server(std::move(options))} {}

response workspace_client::ask(std::string_view method, std::string_view path, std::string_view body) const {
    raw_connection connection{server_->port()};
    const std::string authorization = "Authorization: Bearer " + std::string{test_token} + "\r\n";
    connection.send(request_text(method, "/api/v1" + std::string{path}, authorization, body));
    return connection.receive();
}

response workspace_client::ask_with(std::string_view headers, std::string_view method,
                                    std::string_view target) const {
    raw_connection connection{server_->port()};
    connection.send(request_text(method, target, headers, {}));
    return connection.receive();
}

json::value workspace_client::get(std::string_view path) const {
    const response got = ask("GET", path);
    if (got.status != 200 || !got.complete) {
        throw std::runtime_error{"GET " + std::string{path} + ": " + std::to_string(got.status) + " " +
                                 got.body};
    }
    return json::parse(got.body);
}

json::value workspace_client::data(std::string_view path) const {
    return get(path).at("data");
}

std::int64_t workspace_client::create(const json::value& sync) const {
    const response got = ask("POST", "/syncs", json::serialize(sync));
    if (got.status != 201)
        throw std::runtime_error{"POST /syncs: " + std::to_string(got.status) + " " + got.body};
    return json::parse(got.body).at("data").at("sync_id").as_int64();
}

std::string verdict(const response& got) {
    std::string text = std::to_string(got.status);
    boost::system::error_code error;
    const json::value body = json::parse(got.body, error);
    if (!error && body.is_object() && body.get_object().contains("message") && body.at("status") == "error")
        text += " " + std::string{body.at("message").as_string()};
    return text;
}

json::value reference_example(std::string_view name) {
    const std::string path = std::string{censusctl::test::source_dir() + "/tests/unit/sandbox/data/"} +
                             std::string{name} + ".json";
    std::ifstream file{path};
    std::ostringstream text;
    text << file.rdbuf();
    return json::parse(text.str());
}

json::object good_sync() {
    return json::parse(R"({"label": "Users", "operation": "upsert",
        "source_attributes": {"connection_id": 12, "data_source": {"type": "model", "name": "braze_test"}},
        "destination_attributes": {"connection_id": 15, "object": "user"},
        "mappings": [{"from": "EMAIL", "to": "external_id", "is_primary_identifier": true}]})")
        .as_object();
}

}  // namespace censusctl::sandbox::test
