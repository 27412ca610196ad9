#include "census/workspace_fetch.hpp"

#include <algorithm>
#include <optional>

#include "census/list_reader.hpp"

namespace censusctl::census {
namespace {

/// The first part of a job's rank: which failure is told when several requests fail.
enum rank_part : std::size_t { sources, source_objects, destinations, destination_objects, syncs };

constexpr int not_found = 404;

/// Waits for an answer, counts it, and gives its value on. With `may_be_absent`, one that is not there is no
/// failure.
template <class T>
awaitable<std::optional<http::failure>> await_answer(awaitable<result<T>> request,
                                                     std::function<void()> count, std::function<void(T)> take,
                                                     bool may_be_absent) {
    result<T> answer = co_await std::move(request);
    count();
    std::optional<http::failure> problem;
    if (answer) {
        take(std::move(*answer));
    } else if (!may_be_absent || answer.error().status != not_found) {
        problem = std::move(answer).error();
    }
    co_return problem;
}

/// An answer, counted when it comes.
template <class T>
awaitable<result<T>> counted(awaitable<result<T>> request, std::function<void()> count) {
    result<T> answer = co_await std::move(request);
    count();
    co_return answer;
}

/// Models and tables are numbered apart.
std::int64_t key_of(const model::source_object& object) {
    const std::uint64_t kind = object.type == "model" ? 0 : (object.type == "table" ? 1 : 2);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(object.id) * 4 + kind);
}

/// Metadata is there to be looked up: a row that came twice is one row.
bool settle_source_objects(std::vector<model::source_object>& objects) {
    std::set<std::int64_t> seen;
    std::erase_if(objects,
                  [&](const model::source_object& object) { return !seen.insert(key_of(object)).second; });
    return true;
}

template <class Name>
void add_once(std::vector<Name>& to, const std::vector<Name>& names) {
    for (const auto& name : names) {
        if (std::ranges::find(to, name) == to.end()) {
            to.push_back(name);
        }
    }
}

}  // namespace

workspace_fetch::workspace_fetch(api& service, model::references wanted, progress_function progress,
                                 const std::shared_ptr<fan_out>& jobs)
    : service_(&service), wanted_(std::move(wanted)), progress_(std::move(progress)), jobs_(jobs) {}

template <class T>
void workspace_fetch::request(const job_rank& rank, std::function<awaitable<result<T>>()> ask,
                              std::function<void(T)> take, need how) {
    const auto jobs = jobs_.lock();
    if (!jobs) {
        return;
    }
    jobs->add(rank, [self = shared_from_this(), ask = std::move(ask), take = std::move(take), how] {
        const auto count = [self, counts = how != need::all_pages] {
            if (counts) {
                self->count();
            }
        };
        return await_answer<T>(ask(), count, take, how == need::may_be_absent);
    });
}

void workspace_fetch::count() {
    ++answered_;
    if (progress_) {
        progress_(answered_);
    }
}

void workspace_fetch::begin() {
    request<std::vector<model::source_connection>>(
        {rank_part::sources}, [this] { return service_->list_sources(); },
        [this](auto list) { take_sources(std::move(list)); }, need::required);
    request<std::vector<model::destination_connection>>(
        {rank_part::destinations}, [this] { return service_->list_destinations(); },
        [this](auto list) { take_destinations(std::move(list)); }, need::required);
    request<sync_listing>(
        {rank_part::syncs},
        [this] { return list_syncs_by_page(*service_, [this](std::size_t) { count(); }); },
        [this](sync_listing list) {
            snapshot_.syncs = std::move(list.syncs);
            snapshot_.sync_pages = std::move(list.pages);
        },
        need::all_pages);
}

void workspace_fetch::take_sources(std::vector<model::source_connection> list) {
    snapshot_.metadata.sources = std::move(list);
    for (const auto& use : wanted_.sources) {
        const auto found = model::find_sources(snapshot_.metadata, use.connection);
        if (found.size() == 1) {
            add_once(used_objects_[found.front()], use.objects);
        }
    }
    for (const auto& [source, objects] : used_objects_) {
        request_data_sources(source);
        for (const auto& object : objects) {
            if (object.id) {
                request_source_object(source, object.type, *object.id);
            }
        }
    }
}

void workspace_fetch::request_data_sources(std::size_t source) {
    const model::connection_id id = snapshot_.metadata.sources[source].id;
    request<std::vector<model::source_object>>(
        {rank_part::source_objects, source},
        [this, id] {
            list_source<model::source_object> list;
            list.name = "GET /sources/" + id.text() + "/data_sources";
            list.fetch = [this, id](page_request page) {
                return counted<page_rows<model::source_object>>(service_->list_source_objects(id, page),
                                                                [this] { count(); });
            };
            list.key = key_of;
            list.settle = settle_source_objects;
            return read_list(std::move(list));
        },
        [this, source](auto list) { take_data_sources(source, std::move(list)); }, need::all_pages);
}

void workspace_fetch::take_data_sources(std::size_t source, std::vector<model::source_object> objects) {
    model::source_connection& connection = snapshot_.metadata.sources[source];
    connection.objects = std::move(objects);
    connection.objects_fetched = true;
    for (const auto& name : used_objects_[source]) {
        if (name.id) {
            continue;
        }
        for (const std::size_t found : model::find_objects(connection, name)) {
            const model::source_object& object = connection.objects[found];
            if (!object.columns_fetched) {
                request_source_object(source, object.type, object.id);
            }
        }
    }
}

void workspace_fetch::request_source_object(std::size_t source, const std::string& type, std::int64_t id) {
    const bool is_model = type == "model";
    if ((!is_model && type != "table") || !requested_.emplace(source, type, id).second) {
        return;
    }
    const model::connection_id source_id = snapshot_.metadata.sources[source].id;
    request<model::source_object>(
        {rank_part::source_objects, source, is_model ? std::size_t{0} : std::size_t{1},
         static_cast<std::size_t>(id)},
        [this, source_id, type, id] { return service_->get_source_object(source_id, type, id); },
        [this, source, type, id](model::source_object object) {
            source_objects_.insert_or_assign(object_key(source, type, id), std::move(object));
        },
        need::may_be_absent);
}

void workspace_fetch::take_destinations(std::vector<model::destination_connection> list) {
    snapshot_.metadata.destinations = std::move(list);
    std::map<std::size_t, std::vector<std::string>> used;
    for (const auto& use : wanted_.destinations) {
        const auto found = model::find_destinations(snapshot_.metadata, use.connection);
        if (found.size() == 1) {
            add_once(used[found.front()], use.objects);
        }
    }
    for (const auto& [destination, objects] : used) {
        request_destination(destination, objects);
    }
}

void workspace_fetch::request_destination(std::size_t destination, const std::vector<std::string>& objects) {
    const model::connection_id id = snapshot_.metadata.destinations[destination].id;
    request<model::destination_connection>(
        {rank_part::destination_objects, destination}, [this, id] { return service_->get_destination(id); },
        [this, destination](model::destination_connection fetched) {
            auto& row = snapshot_.metadata.destinations[destination];
            row.objects = std::move(fetched.objects);
            row.objects_fetched = fetched.objects_fetched;
        },
        need::required);
    for (std::size_t at = 0; at < objects.size(); ++at) {
        const std::string& name = objects[at];
        request<model::destination_object>(
            {rank_part::destination_objects, destination, at},
            [this, id, name] { return service_->get_object(id, name); },
            [this, destination](model::destination_object object) {
                auto key = std::pair(destination, object.full_name);
                destination_objects_.insert_or_assign(std::move(key), std::move(object));
            },
            need::may_be_absent);
    }
}

workspace_snapshot workspace_fetch::take() {
    merge_source_objects();
    merge_destination_objects();
    return std::move(snapshot_);
}

void workspace_fetch::merge_source_objects() {
    for (auto& fetched : source_objects_) {
        model::source_object& detail = fetched.second;
        auto& rows = snapshot_.metadata.sources[std::get<0>(fetched.first)].objects;
        const auto row = std::ranges::find_if(rows, [&](const model::source_object& object) {
            return object.type == detail.type && object.id == detail.id;
        });
        if (row == rows.end()) {
            rows.push_back(std::move(detail));
        } else {
            *row = std::move(detail);
        }
    }
}

void workspace_fetch::merge_destination_objects() {
    for (auto& [key, detail] : destination_objects_) {
        auto& rows = snapshot_.metadata.destinations[key.first].objects;
        const auto row = std::ranges::find(rows, detail.full_name, &model::destination_object::full_name);
        if (row == rows.end()) {
            rows.push_back(std::move(detail));
            continue;
        }
        if (detail.supported_operations.empty()) {
            detail.supported_operations = std::move(row->supported_operations);
        }
        *row = std::move(detail);
    }
}

}  // namespace censusctl::census
