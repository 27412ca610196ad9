#include "census/api_2021.hpp"

#include <algorithm>
#include "census/destination_metadata_codec.hpp"

#include "census/endpoint.hpp"
#include "census/refusal.hpp"
#include "census/reply.hpp"
#include "census/run_codec.hpp"
#include "census/source_metadata_codec.hpp"
#include "census/sync_codec.hpp"
#include "json/canonical.hpp"

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

/// The failure of a reply about another thing than was asked for: a proxy or cache that mixes replies up, or
/// worse.
template <class T>
result<T> about(const call& asked, result<T> reply, bool same) {
    if (reply && !same) {
        constexpr int ok = 200;
        return unreadable(asked, ok, "is about another thing than was asked for",
                          "something between here and the workspace mixes replies up");
    }
    return reply;
}

/// The same as `ask`, for one thing that is told by `is_it`.
template <class T, class IsIt>
awaitable<result<T>> ask_for(http::client* transport, call asked, void (*decode)(const json::reader&, T&),
                             IsIt is_it) {
    const call again = asked;
    result<T> reply = co_await ask<T>(transport, std::move(asked), decode);
    const bool same = !reply || is_it(*reply);
    result<T> judged = about(again, std::move(reply), same);
    co_return judged;
}

template <class T>
struct has_id {
    std::int64_t id;
    bool operator()(const T& thing) const { return thing.id == id; }
};

struct runs_of {
    std::int64_t sync_id;
    bool operator()(const std::vector<model::sync_run>& runs) const {
        return std::ranges::all_of(runs,
                                   [this](const model::sync_run& run) { return run.sync_id == sync_id; });
    }
};

struct is_object {
    std::string full_name;
    bool operator()(const model::destination_object& object) const {
        return json::same(object.full_name, full_name);
    }
};

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
    return ask_for(transport_, read_call(base_path_, under("/sources", id)), decode_source_connection,
                   has_id<model::source_connection>{id});
}

awaitable<result<std::vector<model::source_object>>> api_2021::list_data_sources(std::int64_t source_id,
                                                                                 page_request page) {
    return ask(transport_, page_call(base_path_, under("/sources", source_id, "/data_sources"), page),
               decode_source_objects);
}

awaitable<result<model::source_object>> api_2021::get_model(std::int64_t source_id, std::int64_t model_id) {
    return ask_for(transport_,
                   read_call(base_path_, under(under("/sources", source_id, "/models"), model_id)),
                   decode_source_object, has_id<model::source_object>{model_id});
}

awaitable<result<model::source_object>> api_2021::get_table(std::int64_t source_id, std::int64_t table_id) {
    return ask_for(transport_,
                   read_call(base_path_, under(under("/sources", source_id, "/tables"), table_id)),
                   decode_source_object, has_id<model::source_object>{table_id});
}

awaitable<result<std::vector<model::destination_connection>>> api_2021::list_destinations() {
    return ask(transport_, read_call(base_path_, "/destinations"), decode_destination_connections);
}

awaitable<result<model::destination_connection>> api_2021::get_destination(std::int64_t id) {
    return ask_for(transport_, read_call(base_path_, under("/destinations", id)),
                   decode_destination_connection, has_id<model::destination_connection>{id});
}

awaitable<result<model::destination_object>> api_2021::get_object(std::int64_t destination_id,
                                                                  std::string full_name) {
    const std::string path = under("/destinations", destination_id, "/objects/") + path_segment(full_name);
    return ask_for(transport_, read_call(base_path_, path), decode_destination_object,
                   is_object{std::move(full_name)});
}

awaitable<result<std::vector<model::live_sync>>> api_2021::list_syncs(page_request page) {
    return ask(transport_, page_call(base_path_, "/syncs", page), decode_syncs);
}

awaitable<result<model::live_sync>> api_2021::get_sync(std::int64_t id) {
    return ask_for(transport_, read_call(base_path_, under("/syncs", id)), decode_sync,
                   has_id<model::live_sync>{id});
}

awaitable<result<std::int64_t>> api_2021::create_sync(model::sync_spec spec) {
    return ask(transport_, write_call(base_path_, "/syncs", encode_sync(spec)), decode_created_sync);
}

awaitable<result<std::int64_t>> api_2021::trigger_sync(std::int64_t id) {
    return ask(transport_, write_call(base_path_, under("/syncs", id, "/trigger"), {}), decode_triggered_run);
}

awaitable<result<std::vector<model::sync_run>>> api_2021::list_sync_runs(std::int64_t sync_id,
                                                                         page_request page) {
    return ask_for(transport_, page_call(base_path_, under("/syncs", sync_id, "/sync_runs"), page),
                   decode_runs, runs_of{sync_id});
}

awaitable<result<model::sync_run>> api_2021::get_sync_run(std::int64_t id) {
    return ask_for(transport_, read_call(base_path_, under("/sync_runs", id)), decode_run,
                   has_id<model::sync_run>{id});
}

std::unique_ptr<api> make_api(std::string_view generation, http::client& transport, std::string base_path) {
    if (generation != "2021") {
        return nullptr;
    }
    return std::make_unique<api_2021>(transport, std::move(base_path));
}

}  // namespace censusctl::census
