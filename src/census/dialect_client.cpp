#include "census/dialect_client.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include "census/asking.hpp"
#include "census/endpoint.hpp"
#include "census/list_reader.hpp"
#include "census/refusal.hpp"
#include "census/run_codec.hpp"
#include "census/sync_codec.hpp"
#include "census/sync_row.hpp"
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

void decode_workspace(const json::reader& data, workspace_row& into) {
    into.id = data.required_id("id");
    into.name = data.text("name");
}

result<workspace_row> take_workspace(const call& sent, const http::response& reply) {
    envelope_rules any_word;
    any_word.success_words = {};
    return decode_reply<workspace_row>(sent, reply, decode_workspace, any_word);
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
template <class T, class Look = unseen>
awaitable<result<std::vector<T>>> whole_list(conversation with, std::string base_path, std::string path,
                                             codec_member<T> codec, Look look = {}) {
    if (!with.spoken->known() || !with.spoken->get().has_page_counts) {
        call bare = read_call(base_path, path);
        result<page_rows<T>> page = co_await ask_page(with, std::move(bare), codec, anything(), look);
        if (!page || !page->totals || page->totals->last_page <= 1) {
            result<std::vector<T>> rows = page ? result<std::vector<T>>(std::move(page->rows))
                                               : result<std::vector<T>>(std::move(page).error());
            co_return rows;
        }
    }
    list_source<T> list;
    list.name = "GET " + path;
    list.fetch = [with, base_path, path, codec, look](page_request page) {
        return ask_page(with, page_call(base_path, path, page), codec, anything(), look);
    };
    list.key = key_of_connection<T>;
    list.settle = each_once<T>;
    result<std::vector<T>> rows = co_await read_list(std::move(list));
    co_return rows;
}

struct see_sources {
    void operator()(spoken_dialect& spoken, const json::reader& rows) const { spoken.see_sources(rows); }
};

struct see_syncs {
    void operator()(spoken_dialect& spoken, const json::reader& rows) const { spoken.see_syncs(rows); }
};

/// Only looks at a reply.
void look_at(const call& asked, const http::response& reply, spoken_dialect& spoken, bool is_list) {
    static_cast<void>(read_reply(
        asked, reply,
        [&](const json::reader& data, const json::reader& envelope) {
            if (is_list) {
                spoken.see_list(envelope);
            } else {
                spoken.see_sync(data);
            }
        },
        conversation{nullptr, &spoken}.rules()));
}

/// Where a server needs the group of a new sync, and was not told it, the refusal says how it is.
result<std::int64_t> with_group_hint(conversation with, result<std::int64_t> created) {
    const bool coupled = with.spoken->get().coupled != nullptr;
    if (!created && coupled && created.error().server_text.find("group_id") != std::string::npos) {
        http::failure refused = std::move(created).error();
        refused.hint =
            "the group of a new sync is sent where censusctl.yaml states `group_id` under `workspace`";
        created = std::move(refused);
    }
    return created;
}

awaitable<result<std::int64_t>> create_with(conversation with, call asked) {
    result<std::int64_t> created =
        co_await ask_for<std::int64_t>(with, std::move(asked), decode_created_sync);
    created = with_group_hint(with, std::move(created));
    co_return created;
}

/// What a request that only asks for a check may have made all the same.
using made_by_check = std::optional<std::int64_t>;

/// The id of the sync that a reply to such a request tells of: a server that does not know `validate_only`
/// has created it.
result<made_by_check> take_check(conversation with, const call& sent, const http::response& reply) {
    envelope_rules rules = with.rules();
    rules.has_data = false;
    made_by_check made;
    const auto take = [&made](const json::reader& data, const json::reader&) {
        if (data.kind() == json::kind::object) {
            made = data.id("sync_id");
        }
    };
    if (auto problem = read_reply(sent, reply, take, rules)) {
        return std::move(*problem);
    }
    return made;
}

bool says_destination(const sync_patch& patch) {
    return std::ranges::find(patch.keys, model::attribute::destination) != patch.keys.end();
}

}  // namespace

dialect_client::dialect_client(const dialect* generation, http::client& transport, api_options options)
    : spoken_(generation, options.base_path),
      with_{&transport, &spoken_, options.has_workspace_key},
      base_path_(std::move(options.base_path)),
      stated_group_(std::move(options.group)),
      allow_unproved_(options.allow_unproved),
      check_unproved_(options.check_unproved) {
    if (!stated_group_.empty()) {
        groups_.push_back(stated_group_);
    }
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

awaitable<result<std::optional<workspace_row>>> dialect_client::get_workspace() {
    using workspace_reply = result<std::optional<workspace_row>>;
    // Where no reply has told the generation yet, this one may: that of 2021 has no such request.
    if (spoken_.known() && !spoken_.get().tells_workspace) {
        workspace_reply none = std::optional<workspace_row>();
        co_return none;
    }
    call asked = read_call(base_path_, "/workspace");
    result<workspace_row> row = co_await exchange<workspace_row>(with_, std::move(asked), take_workspace);
    if (!row) {
        workspace_reply failed = std::move(row).error();
        if (failed.error().status == status_not_found) {
            failed = std::optional<workspace_row>();
        }
        co_return failed;
    }
    workspace_reply told = std::optional<workspace_row>(std::move(*row));
    co_return told;
}

awaitable<result<std::vector<model::source_connection>>> dialect_client::list_sources() {
    return sources_.get([this] { return read_sources(); });
}

awaitable<result<std::vector<model::source_connection>>> dialect_client::read_sources() {
    return whole_list(with_, base_path_, "/sources", &dialect::source_connection, see_sources());
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
    return destinations_.get([this] { return read_destinations(); });
}

awaitable<result<std::vector<model::destination_connection>>> dialect_client::read_destinations() {
    problem unsettled = co_await settle_generation();
    if (unsettled) {
        result<destinations> failed = std::move(*unsettled);
        co_return failed;
    }
    const std::string path(spoken_.get().destinations);
    result<destinations> all = co_await whole_list(with_, base_path_, path, &dialect::destination_connection);
    if (all && spoken_.get().coupled != nullptr) {
        learnt_.know_activations(*all);
    }
    co_return all;
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
        http::failure refused = cannot("GET", path);
        result<page_rows<model::destination_object>> failed = std::move(refused);
        co_return failed;
    }
    result<page_rows<model::destination_object>> rows =
        co_await ask_page(with_, page_call(base_path_, path, page), &dialect::destination_object);
    if (rows) {
        for (const model::destination_object& object : rows->rows) {
            learnt_.know_object(destination_id.text(), object.full_name);
        }
    }
    co_return rows;
}

awaitable<result<model::destination_object>> dialect_client::get_object(model::connection_id destination_id,
                                                                        std::string full_name) {
    const std::string path =
        under(spoken_.get().destinations, destination_id.text(), "/objects/") + path_segment(full_name);
    is_object wanted{std::move(full_name)};
    result<model::destination_object> object =
        co_await ask_for(with_, read_call(base_path_, path), &dialect::destination_object, wanted);
    if (object) {
        learnt_.know_object(destination_id.text(), object->full_name);
    }
    co_return object;
}

awaitable<std::optional<http::failure>> dialect_client::settle_generation() {
    problem none;
    if (!spoken_.awaits_sources()) {
        co_return none;
    }
    result<std::vector<model::source_connection>> told = co_await list_sources();
    if (!told) {
        none = std::move(told).error();
    }
    co_return none;
}

awaitable<std::optional<http::failure>> dialect_client::prepare_for_syncs(const http::response& reply,
                                                                          bool is_list) {
    problem unsettled = co_await settle_generation();
    if (unsettled) {
        co_return unsettled;
    }
    if (!spoken_.known()) {
        look_at({}, reply, spoken_, is_list);
    }
    const bool needs_activations =
        spoken_.get().coupled != nullptr && (!learnt_.has_activations() || destinations_.under_way());
    if (needs_activations) {
        result<destinations> all = co_await list_destinations();
        if (!all) {
            unsettled = std::move(all).error();
        }
    }
    co_return unsettled;
}

void dialect_client::decode_sync(const json::reader& data, model::live_sync& into) {
    const auto decode = [this](const json::reader& sync, model::live_sync& read) {
        const dialect& spoken = spoken_.get();
        if (spoken.coupled != nullptr) {
            spoken.coupled->decode(sync, learnt_, read);
        } else {
            spoken.sync(sync, read);
        }
    };
    if (spoken_.may_be_odd(data)) {
        decode_sync_row(data, decode, into);
    } else {
        decode(data, into);
    }
    // A list grows by doubling, and a workspace has thousands of these.
    into.spec.mappings.shrink_to_fit();
    if (into.spec.alerts) {
        into.spec.alerts->shrink_to_fit();
    }
}

result<model::live_sync> dialect_client::take_sync(const call& sent, const http::response& reply,
                                                   std::int64_t id) {
    model::live_sync read;
    const auto take = [&](const json::reader& data, const json::reader&) {
        spoken_.see_sync(data);
        decode_sync(data, read);
    };
    if (auto refused = read_reply(sent, reply, take, with_.rules())) {
        return std::move(*refused);
    }
    if (read.id != id) {
        return about_another(sent, reply.status);
    }
    return read;
}

awaitable<result<page_rows<model::live_sync>>> dialect_client::list_syncs(page_request page) {
    return exchange_when<page_rows<model::live_sync>>(
        with_, page_call(base_path_, "/syncs", page),
        [this](const http::response& reply) { return prepare_for_syncs(reply, true); },
        [this](const call& sent, const http::response& reply) {
            const auto decode = [this](const dialect&, const json::reader& row, model::live_sync& into) {
                decode_sync(row, into);
            };
            return take_page<model::live_sync>(with_, sent, reply, decode, see_syncs());
        });
}

awaitable<result<model::live_sync>> dialect_client::get_sync(std::int64_t id) {
    return exchange_when<model::live_sync>(
        with_, read_call(base_path_, under("/syncs", id)),
        [this](const http::response& reply) { return prepare_for_syncs(reply, false); },
        [this, id](const call& sent, const http::response& reply) { return take_sync(sent, reply, id); });
}

std::optional<http::failure> dialect_client::refuse_write(const std::string& method, const std::string& path,
                                                          bool needs_keys) const {
    if (!spoken_.known()) {
        return unproved(method, path);
    }
    if (!needs_keys || spoken_.get().coupled == nullptr || allow_unproved_) {
        return std::nullopt;
    }
    const std::string why = learnt_.why_unproved();
    if (why.empty()) {
        return std::nullopt;
    }
    http::failure refused = cannot(method, path);
    refused.message = why;
    refused.hint = "--allow-unproved-api writes by the keys that the API reference supposes";
    return refused;
}

awaitable<std::string> dialect_client::why_unproved() {
    std::string why;
    if (spoken_.get().coupled == nullptr || allow_unproved_) {
        co_return why;
    }
    why = learnt_.why_unproved();
    const std::vector<supposed_object> supposed = learnt_.unproved_objects();
    for (std::size_t at = 0; !why.empty() && at < supposed.size(); ++at) {
        // Whether it is there is all that is asked; what the reply is is noted where it is read.
        static_cast<void>(
            co_await get_object(model::connection_id(supposed[at].activation), supposed[at].full_name));
        why = learnt_.why_unproved();
    }
    co_return why;
}

std::string dialect_client::learnt_keys() const {
    const v2_keys learnt = learnt_.keys();
    const v2_keys supposed;
    std::string text;
    if (spoken_.get().coupled == nullptr || learnt == supposed) {
        return text;
    }
    if (learnt.activation != supposed.activation) {
        text = "the activation of a sync stands under '" + learnt.activation + "', not '" +
               supposed.activation + "'";
    }
    if (learnt.object != supposed.object) {
        text += text.empty() ? "" : ", and ";
        text += "its object under '" + learnt.object + "', not '" + supposed.object + "'";
    }
    return text + ": so it is read and written";
}

awaitable<result<std::int64_t>> dialect_client::create_sync(model::sync_spec spec) {
    if (auto refused = refuse_write("POST", "/syncs", true)) {
        return refuse<std::int64_t>(std::move(*refused));
    }
    const dialect& spoken = spoken_.get();
    std::string body = spoken.coupled != nullptr ? spoken.coupled->encode(spec, learnt_.keys(), stated_group_)
                                                 : spoken.encode_sync(spec);
    if (spoken.coupled != nullptr && check_unproved_ && !learnt_.why_unproved().empty()) {
        return create_checked(std::move(body));
    }
    return create_with(with_, write_call(base_path_, "POST", "/syncs", std::move(body)));
}

bool dialect_client::created_unchecked(std::int64_t id) const {
    return std::ranges::find(unchecked_, id) != unchecked_.end();
}

awaitable<result<std::int64_t>> dialect_client::create_checked(std::string body) {
    std::string check = body;
    check.insert(1, R"("validate_only":true,)");
    call asked = write_call(base_path_, "POST", "/syncs", std::move(check));
    const auto take = [with = with_](const call& sent, const http::response& reply) {
        return take_check(with, sent, reply);
    };
    result<made_by_check> checked = co_await exchange<made_by_check>(with_, std::move(asked), take);
    if (!checked) {
        result<std::int64_t> refused = std::move(checked).error();
        refused = with_group_hint(with_, std::move(refused));
        co_return refused;
    }
    if (checked->has_value()) {
        result<std::int64_t> made = **checked;
        unchecked_.push_back(**checked);
        co_return made;
    }
    call create = write_call(base_path_, "POST", "/syncs", std::move(body));
    result<std::int64_t> created = co_await create_with(with_, std::move(create));
    co_return created;
}

awaitable<result<model::live_sync>> dialect_client::update_sync(sync_patch patch) {
    const std::string path = under("/syncs", patch.id);
    if (auto refused = refuse_write("PATCH", path, says_destination(patch))) {
        return refuse<model::live_sync>(std::move(*refused));
    }
    const dialect& spoken = spoken_.get();
    if (spoken.encode_patch == nullptr && spoken.coupled == nullptr) {
        return refuse<model::live_sync>(cannot("PATCH", path));
    }
    std::string body = spoken.coupled != nullptr ? spoken.coupled->encode_patch(patch, learnt_.keys())
                                                 : spoken.encode_patch(patch);
    return exchange<model::live_sync>(with_, write_call(base_path_, "PATCH", path, std::move(body)),
                                      [this, id = patch.id](const call& sent, const http::response& reply) {
                                          return take_sync(sent, reply, id);
                                      });
}

awaitable<result<void>> dialect_client::delete_sync(std::int64_t id) {
    const std::string path = under("/syncs", id);
    if (auto refused = refuse_write("DELETE", path, false)) {
        return refuse<void>(std::move(*refused));
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

std::unique_ptr<api> make_api(http::client& transport, api_options options) {
    const dialect* known = find_dialect(options.generation);
    if (known == nullptr && options.generation != "auto") {
        return nullptr;
    }
    return std::make_unique<dialect_client>(known, transport, std::move(options));
}

std::unique_ptr<api> make_api(std::string_view generation, http::client& transport, std::string base_path) {
    api_options options;
    options.generation = generation;
    options.base_path = std::move(base_path);
    return make_api(transport, std::move(options));
}

}  // namespace censusctl::census
