#include "census/dialect_client.hpp"

#include <algorithm>

#include "census/asking.hpp"
#include "census/endpoint.hpp"
#include "census/run_codec.hpp"
#include "census/sync_codec.hpp"
#include "json/canonical.hpp"

namespace censusctl::census {
namespace {

template <class T, class Id>
struct has_id {
    Id id;
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

std::string under(std::string_view collection, const std::string& id, std::string_view rest = {}) {
    return std::string(collection) + "/" + path_segment(id) + std::string(rest);
}

std::string under(std::string_view collection, std::int64_t id, std::string_view rest = {}) {
    return under(collection, std::to_string(id), rest);
}

/// The rows of a page, where nobody asks how many others there are.
template <class T>
awaitable<result<std::vector<T>>> rows_of(awaitable<result<page_rows<T>>> asked) {
    result<page_rows<T>> page = co_await std::move(asked);
    if (!page) {
        result<std::vector<T>> failed = std::move(page).error();
        co_return failed;
    }
    result<std::vector<T>> rows = std::move(page->rows);
    co_return rows;
}

http::failure cannot(std::string method, std::string target) {
    http::failure problem;
    problem.stage = http::stage::write;
    problem.sent = http::sent_state::not_sent;
    problem.method = std::move(method);
    problem.target = std::move(target);
    problem.message = "this generation of the API has no such request";
    return problem;
}

}  // namespace

dialect_client::dialect_client(const dialect& generation, http::client& transport, std::string base_path)
    : generation_(&generation), transport_(&transport), base_path_(std::move(base_path)) {
    while (base_path_.ends_with('/')) {
        base_path_.pop_back();
    }
    rules_.success_words = generation.success_words;
}

model::capabilities dialect_client::capabilities() const {
    return capabilities_of(*generation_);
}

awaitable<result<std::vector<model::source_connection>>> dialect_client::list_sources() {
    return rows_of(
        ask_page(transport_, read_call(base_path_, "/sources"), rules_, generation_->source_connection));
}

awaitable<result<model::source_connection>> dialect_client::get_source(model::connection_id id) {
    return ask_for(transport_, read_call(base_path_, under("/sources", id.text())), rules_,
                   generation_->source_connection,
                   has_id<model::source_connection, model::connection_id>{id});
}

awaitable<result<page_rows<model::source_object>>> dialect_client::list_source_objects(
    model::connection_id source_id, page_request page) {
    const std::string path = under("/sources", source_id.text(), generation_->source_objects);
    return ask_page(transport_, page_call(base_path_, path, page), rules_, generation_->source_object);
}

awaitable<result<model::source_object>> dialect_client::get_source_object(model::connection_id source_id,
                                                                          std::string type, std::int64_t id) {
    const std::string path = generation_->source_object_path(path_segment(source_id.text()), type, id);
    return ask_for(transport_, read_call(base_path_, path), rules_, generation_->source_object,
                   has_id<model::source_object, std::int64_t>{id});
}

awaitable<result<std::vector<model::destination_connection>>> dialect_client::list_destinations() {
    return rows_of(ask_page(transport_, read_call(base_path_, std::string(generation_->destinations)), rules_,
                            generation_->destination_connection));
}

awaitable<result<model::destination_connection>> dialect_client::get_destination(model::connection_id id) {
    return ask_for(transport_, read_call(base_path_, under(generation_->destinations, id.text())), rules_,
                   generation_->destination_connection,
                   has_id<model::destination_connection, model::connection_id>{id});
}

awaitable<result<model::destination_object>> dialect_client::get_object(model::connection_id destination_id,
                                                                        std::string full_name) {
    const std::string path =
        under(generation_->destinations, destination_id.text(), "/objects/") + path_segment(full_name);
    return ask_for(transport_, read_call(base_path_, path), rules_, generation_->destination_object,
                   is_object{std::move(full_name)});
}

awaitable<result<page_rows<model::live_sync>>> dialect_client::list_syncs(page_request page) {
    return ask_page(transport_, page_call(base_path_, "/syncs", page), rules_, generation_->sync);
}

awaitable<result<model::live_sync>> dialect_client::get_sync(std::int64_t id) {
    return ask_for(transport_, read_call(base_path_, under("/syncs", id)), rules_, generation_->sync,
                   has_id<model::live_sync, std::int64_t>{id});
}

awaitable<result<std::int64_t>> dialect_client::create_sync(model::sync_spec spec) {
    return ask_for<std::int64_t>(transport_,
                                 write_call(base_path_, "POST", "/syncs", generation_->encode_sync(spec)),
                                 rules_, decode_created_sync);
}

awaitable<result<model::live_sync>> dialect_client::update_sync(sync_patch patch) {
    const std::string path = under("/syncs", patch.id);
    if (generation_->encode_patch == nullptr) {
        return refuse<model::live_sync>(cannot("PATCH", path));
    }
    return ask_for(transport_, write_call(base_path_, "PATCH", path, generation_->encode_patch(patch)),
                   rules_, generation_->sync, has_id<model::live_sync, std::int64_t>{patch.id});
}

awaitable<result<void>> dialect_client::delete_sync(std::int64_t id) {
    const std::string path = under("/syncs", id);
    if (!generation_->can_delete) {
        return refuse<void>(cannot("DELETE", path));
    }
    return ask_to(transport_, write_call(base_path_, "DELETE", path, {}), rules_);
}

awaitable<result<std::int64_t>> dialect_client::trigger_sync(std::int64_t id) {
    return ask_for<std::int64_t>(transport_,
                                 write_call(base_path_, "POST", under("/syncs", id, "/trigger"), {}), rules_,
                                 decode_triggered_run);
}

awaitable<result<std::vector<model::sync_run>>> dialect_client::list_sync_runs(std::int64_t sync_id,
                                                                               page_request page) {
    return rows_of(ask_page(transport_, page_call(base_path_, under("/syncs", sync_id, "/sync_runs"), page),
                            rules_, generation_->run, runs_of{sync_id}));
}

awaitable<result<model::sync_run>> dialect_client::get_sync_run(std::int64_t id) {
    return ask_for(transport_, read_call(base_path_, under("/sync_runs", id)), rules_, generation_->run,
                   has_id<model::sync_run, std::int64_t>{id});
}

std::unique_ptr<api> make_api(std::string_view generation, http::client& transport, std::string base_path) {
    const dialect* known = find_dialect(generation);
    if (known == nullptr) {
        return nullptr;
    }
    return std::make_unique<dialect_client>(*known, transport, std::move(base_path));
}

}  // namespace censusctl::census
