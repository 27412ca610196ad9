#include "census/dialect_client.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include "census/asking.hpp"
#include "census/endpoint.hpp"
#include "census/list_reader.hpp"
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

/// Nothing is written in the words of a generation that no reply has shown.
http::failure unproved(std::string method, std::string target) {
    http::failure problem = cannot(std::move(method), std::move(target));
    problem.message = "which generation of the API the server speaks is not known, since nothing was read";
    problem.hint = "say it: --api";
    return problem;
}

/// Connections have ids of text; rows of a list are told apart by numbers.
template <class Connection>
std::int64_t key_of_connection(const Connection& row) {
    return static_cast<std::int64_t>(std::hash<std::string>{}(row.id.text()) >> 1U);
}

template <class Connection>
bool each_once(std::vector<Connection>& rows) {
    std::set<std::string> seen;
    std::erase_if(rows, [&](const Connection& row) { return !seen.insert(row.id.text()).second; });
    return true;
}

/// All rows of a list that is short in most workspaces: one reply where that holds them all, pages else.
template <class T>
awaitable<result<std::vector<T>>> whole_list(conversation with, std::string base_path, std::string path,
                                             codec_member<T> codec) {
    if (!with.spoken->known() || !with.spoken->get().has_page_counts) {
        call bare = read_call(base_path, path);
        result<page_rows<T>> page = co_await ask_page(with, std::move(bare), codec);
        if (!page || !page->totals || page->totals->last_page <= 1) {
            result<std::vector<T>> rows = page ? result<std::vector<T>>(std::move(page->rows))
                                               : result<std::vector<T>>(std::move(page).error());
            co_return rows;
        }
    }
    list_source<T> list;
    list.name = "GET " + path;
    list.fetch = [with, base_path, path, codec](page_request page) {
        return ask_page(with, page_call(base_path, path, page), codec);
    };
    list.key = key_of_connection<T>;
    list.settle = each_once<T>;
    result<std::vector<T>> rows = co_await read_list(std::move(list));
    co_return rows;
}

void see_sync(spoken_dialect& spoken, const json::reader& data) {
    spoken.see_sync(data);
}

}  // namespace

dialect_client::dialect_client(const dialect* generation, http::client& transport, std::string base_path)
    : spoken_(generation), with_{&transport, &spoken_}, base_path_(std::move(base_path)) {
    while (base_path_.ends_with('/')) {
        base_path_.pop_back();
    }
}

model::capabilities dialect_client::capabilities() const {
    return capabilities_of(spoken_.get());
}

bool dialect_client::lists_objects() const {
    return spoken_.get().has_object_lists;
}

awaitable<result<std::vector<model::source_connection>>> dialect_client::list_sources() {
    return whole_list(with_, base_path_, "/sources", &dialect::source_connection);
}

awaitable<result<model::source_connection>> dialect_client::get_source(model::connection_id id) {
    return ask_for(with_, read_call(base_path_, under("/sources", id.text())), &dialect::source_connection,
                   has_id<model::source_connection, model::connection_id>{id});
}

awaitable<result<page_rows<model::source_object>>> dialect_client::list_source_objects(
    model::connection_id source_id, page_request page) {
    const std::string path = under("/sources", source_id.text(), spoken_.get().source_objects);
    return ask_page(with_, page_call(base_path_, path, page), &dialect::source_object);
}

awaitable<result<model::source_object>> dialect_client::get_source_object(model::connection_id source_id,
                                                                          std::string type, std::int64_t id) {
    const std::string path = spoken_.get().source_object_path(path_segment(source_id.text()), type, id);
    return ask_for(with_, read_call(base_path_, path), &dialect::source_object,
                   has_id<model::source_object, std::int64_t>{id});
}

awaitable<result<page_rows<dataset_row>>> dialect_client::list_datasets(page_request page) {
    if (spoken_.get().dataset == nullptr) {
        return refuse<page_rows<dataset_row>>(cannot("GET", "/datasets"));
    }
    return ask_page(with_, page_call(base_path_, "/datasets", page), &dialect::dataset);
}

awaitable<result<std::vector<model::destination_connection>>> dialect_client::list_destinations() {
    return whole_list(with_, base_path_, std::string(spoken_.get().destinations),
                      &dialect::destination_connection);
}

awaitable<result<model::destination_connection>> dialect_client::get_destination(model::connection_id id) {
    return ask_for(with_, read_call(base_path_, under(spoken_.get().destinations, id.text())),
                   &dialect::destination_connection,
                   has_id<model::destination_connection, model::connection_id>{id});
}

awaitable<result<page_rows<model::destination_object>>> dialect_client::list_objects(
    model::connection_id destination_id, page_request page) {
    const std::string path = under(spoken_.get().destinations, destination_id.text(), "/objects");
    if (!lists_objects()) {
        return refuse<page_rows<model::destination_object>>(cannot("GET", path));
    }
    return ask_page(with_, page_call(base_path_, path, page), &dialect::destination_object);
}

awaitable<result<model::destination_object>> dialect_client::get_object(model::connection_id destination_id,
                                                                        std::string full_name) {
    const std::string path =
        under(spoken_.get().destinations, destination_id.text(), "/objects/") + path_segment(full_name);
    return ask_for(with_, read_call(base_path_, path), &dialect::destination_object,
                   is_object{std::move(full_name)});
}

awaitable<result<page_rows<model::live_sync>>> dialect_client::list_syncs(page_request page) {
    return ask_page(with_, page_call(base_path_, "/syncs", page), &dialect::sync);
}

awaitable<result<model::live_sync>> dialect_client::get_sync(std::int64_t id) {
    return ask_and_look(with_, read_call(base_path_, under("/syncs", id)), &dialect::sync,
                        has_id<model::live_sync, std::int64_t>{id}, see_sync);
}

awaitable<result<std::int64_t>> dialect_client::create_sync(model::sync_spec spec) {
    if (!spoken_.known()) {
        return refuse<std::int64_t>(unproved("POST", "/syncs"));
    }
    return ask_for<std::int64_t>(with_,
                                 write_call(base_path_, "POST", "/syncs", spoken_.get().encode_sync(spec)),
                                 decode_created_sync);
}

awaitable<result<model::live_sync>> dialect_client::update_sync(sync_patch patch) {
    const std::string path = under("/syncs", patch.id);
    if (!spoken_.known()) {
        return refuse<model::live_sync>(unproved("PATCH", path));
    }
    if (spoken_.get().encode_patch == nullptr) {
        return refuse<model::live_sync>(cannot("PATCH", path));
    }
    return ask_for(with_, write_call(base_path_, "PATCH", path, spoken_.get().encode_patch(patch)),
                   &dialect::sync, has_id<model::live_sync, std::int64_t>{patch.id});
}

awaitable<result<void>> dialect_client::delete_sync(std::int64_t id) {
    const std::string path = under("/syncs", id);
    if (!spoken_.known()) {
        return refuse<void>(unproved("DELETE", path));
    }
    if (!spoken_.get().can_delete) {
        return refuse<void>(cannot("DELETE", path));
    }
    return ask_to(with_, write_call(base_path_, "DELETE", path, {}));
}

awaitable<result<std::int64_t>> dialect_client::trigger_sync(std::int64_t id, bool full) {
    std::string path = under("/syncs", id, "/trigger");
    if (full) {
        if (!spoken_.get().can_full_sync) {
            return refuse<std::int64_t>(cannot("POST", path));
        }
        path += "?force_full_sync=true";
    }
    return ask_for<std::int64_t>(with_, write_call(base_path_, "POST", path, {}), decode_triggered_run);
}

awaitable<result<std::vector<model::sync_run>>> dialect_client::list_sync_runs(std::int64_t sync_id,
                                                                               page_request page) {
    return rows_of(ask_page(with_, page_call(base_path_, under("/syncs", sync_id, "/sync_runs"), page),
                            &dialect::run, runs_of{sync_id}));
}

awaitable<result<model::sync_run>> dialect_client::get_sync_run(std::int64_t id) {
    return ask_for(with_, read_call(base_path_, under("/sync_runs", id)), &dialect::run,
                   has_id<model::sync_run, std::int64_t>{id});
}

awaitable<result<void>> dialect_client::cancel_sync_run(std::int64_t id) {
    const std::string path = under("/sync_runs", id, "/cancel");
    if (!spoken_.get().can_cancel) {
        return refuse<void>(cannot("POST", path));
    }
    return ask_to(with_, write_call(base_path_, "POST", path, {}));
}

std::unique_ptr<api> make_api(std::string_view generation, http::client& transport, std::string base_path) {
    const dialect* known = find_dialect(generation);
    if (known == nullptr && generation != "auto") {
        return nullptr;
    }
    return std::make_unique<dialect_client>(known, transport, std::move(base_path));
}

}  // namespace censusctl::census
