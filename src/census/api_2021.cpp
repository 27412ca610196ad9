#include "census/api_2021.hpp"

#include "census/destination_metadata_codec.hpp"
#include "census/endpoint.hpp"
#include "census/reply.hpp"
#include "census/run_codec.hpp"
#include "census/source_metadata_codec.hpp"
#include "census/sync_codec.hpp"

namespace censusctl::census {
namespace {

/// Sends a call and decodes the reply. The JSON lives only within decode_reply, the body only within this.
template <class T>
awaitable<result<T>> ask(http::client* transport, call asked, void (*decode)(const json::reader&, T&)) {
    http::request message = asked.message;
    result<http::response> reply = co_await transport->send(std::move(message));
    if (!reply) {
        result<T> failed = std::move(reply).error();
        co_return failed;
    }
    result<T> decoded = decode_reply<T>(asked, *reply, decode);
    co_return decoded;
}

std::string under(std::string_view collection, std::int64_t id, std::string_view rest = {}) {
    return std::string(collection) + "/" + std::to_string(id) + std::string(rest);
}

}  // namespace

api_2021::api_2021(http::client& transport, std::string base_path)
    : transport_(&transport), base_path_(std::move(base_path)) {
    while (base_path_.ends_with('/')) {
        base_path_.pop_back();
    }
}

model::capabilities api_2021::capabilities() const {
    return {};
}

awaitable<result<std::vector<model::source_connection>>> api_2021::list_sources() {
    return ask(transport_, read_call(base_path_, "/sources"), decode_source_connections);
}

awaitable<result<model::source_connection>> api_2021::get_source(std::int64_t id) {
    return ask(transport_, read_call(base_path_, under("/sources", id)), decode_source_connection);
}

awaitable<result<std::vector<model::source_object>>> api_2021::list_data_sources(std::int64_t source_id,
                                                                                 page_request page) {
    return ask(transport_, page_call(base_path_, under("/sources", source_id, "/data_sources"), page),
               decode_source_objects);
}

awaitable<result<model::source_object>> api_2021::get_model(std::int64_t source_id, std::int64_t model_id) {
    return ask(transport_, read_call(base_path_, under(under("/sources", source_id, "/models"), model_id)),
               decode_source_object);
}

awaitable<result<model::source_object>> api_2021::get_table(std::int64_t source_id, std::int64_t table_id) {
    return ask(transport_, read_call(base_path_, under(under("/sources", source_id, "/tables"), table_id)),
               decode_source_object);
}

awaitable<result<std::vector<model::destination_connection>>> api_2021::list_destinations() {
    return ask(transport_, read_call(base_path_, "/destinations"), decode_destination_connections);
}

awaitable<result<model::destination_connection>> api_2021::get_destination(std::int64_t id) {
    return ask(transport_, read_call(base_path_, under("/destinations", id)), decode_destination_connection);
}

awaitable<result<model::destination_object>> api_2021::get_object(std::int64_t destination_id,
                                                                  std::string full_name) {
    const std::string path = under("/destinations", destination_id, "/objects/") + path_segment(full_name);
    return ask(transport_, read_call(base_path_, path), decode_destination_object);
}

awaitable<result<std::vector<model::live_sync>>> api_2021::list_syncs(page_request page) {
    return ask(transport_, page_call(base_path_, "/syncs", page), decode_syncs);
}

awaitable<result<model::live_sync>> api_2021::get_sync(std::int64_t id) {
    return ask(transport_, read_call(base_path_, under("/syncs", id)), decode_sync);
}

awaitable<result<std::int64_t>> api_2021::create_sync(model::sync_spec spec) {
    return ask(transport_, write_call(base_path_, "/syncs", encode_sync(spec)), decode_created_sync);
}

awaitable<result<std::int64_t>> api_2021::trigger_sync(std::int64_t id) {
    return ask(transport_, write_call(base_path_, under("/syncs", id, "/trigger"), {}), decode_triggered_run);
}

awaitable<result<std::vector<model::sync_run>>> api_2021::list_sync_runs(std::int64_t sync_id,
                                                                         page_request page) {
    return ask(transport_, page_call(base_path_, under("/syncs", sync_id, "/sync_runs"), page), decode_runs);
}

awaitable<result<model::sync_run>> api_2021::get_sync_run(std::int64_t id) {
    return ask(transport_, read_call(base_path_, under("/sync_runs", id)), decode_run);
}

std::unique_ptr<api> make_api(std::string_view generation, http::client& transport, std::string base_path) {
    if (generation != "2021") {
        return nullptr;
    }
    return std::make_unique<api_2021>(transport, std::move(base_path));
}

}  // namespace censusctl::census
