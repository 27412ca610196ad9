#include "census/workspace_fetch.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <string>

#include "census/group_choice.hpp"
#include "census/list_reader.hpp"
#include "census/refusal.hpp"
#include "model/vocabulary.hpp"

namespace censusctl::census {
namespace {

namespace vocabulary = model::vocabulary;

/// The first part of a job's rank: which failure is told when several requests fail.
enum rank_part : std::size_t { sources, source_objects, datasets, destinations, destination_objects, syncs };

/// Waits for an answer, counts it, and gives its value on. With `may_be_absent`, one that is not there is no
/// failure, and `absent` is told.
template <class T>
awaitable<std::optional<http::failure>> await_answer(awaitable<result<T>> request,
                                                     std::function<void()> count, std::function<void(T)> take,
                                                     bool may_be_absent, std::function<void()> absent) {
    result<T> answer = co_await std::move(request);
    count();
    std::optional<http::failure> problem;
    if (answer) {
        take(std::move(*answer));
    } else if (!may_be_absent || answer.error().status != status_not_found) {
        problem = std::move(answer).error();
    } else if (absent) {
        absent();
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

/// The sources of the groups that are worked in from then on.
awaitable<result<std::vector<model::source_connection>>> own_sources(api* service, model::references wanted,
                                                                     bool all_groups) {
    result<std::vector<model::source_connection>> list = co_await service->list_sources();
    if (list && !(all_groups && service->groups().empty())) {
        result<group_names> groups = choose_groups(*list, wanted, service->groups());
        if (!groups) {
            result<std::vector<model::source_connection>> failed = std::move(groups).error();
            co_return failed;
        }
        service->work_in(*groups);
        keep_groups(*list, *groups);
    }
    co_return list;
}

/// Each kind is numbered apart.
std::int64_t key_of(const model::source_object& object) {
    const auto kind = static_cast<std::uint64_t>(std::distance(
        vocabulary::source_kinds.begin(), std::ranges::find(vocabulary::source_kinds, object.type)));
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(object.id) * 8 + kind);
}

std::int64_t key_of_dataset(const dataset_row& row) {
    return row.object.id;
}

/// Objects have names; what tells them apart in a list is a number.
std::int64_t key_of_object(const model::destination_object& object) {
    return static_cast<std::int64_t>(std::hash<std::string>{}(object.full_name) >> 1U);
}

/// Whether what a file reads is a dataset, or a part of one.
bool is_of_dataset(const model::object_name& object) {
    return object.type == "dataset" || object.type == "segment" || object.type == "cohort";
}

/// Metadata is there to be looked up: a row that came twice is one row.
template <class Row>
std::function<bool(std::vector<Row>&)> each_row_once(std::function<std::int64_t(const Row&)> key) {
    return [key = std::move(key)](std::vector<Row>& rows) {
        std::set<std::int64_t> seen;
        std::erase_if(rows, [&](const Row& row) { return !seen.insert(key(row)).second; });
        return true;
    };
}

/// The cohorts of a segment, as things that can be read.
void add_cohorts(std::vector<model::source_object>& objects) {
    std::vector<model::source_object> found;
    for (const model::source_object& segment : objects) {
        for (const model::cohort& cohort : segment.cohorts) {
            model::source_object& object = found.emplace_back();
            object.type = "cohort";
            object.id = cohort.id;
            object.name = cohort.name;
            object.dataset_id = segment.dataset_id;
        }
    }
    objects.insert(objects.end(), std::make_move_iterator(found.begin()),
                   std::make_move_iterator(found.end()));
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
                                 reading_extent extent, const std::shared_ptr<fan_out>& jobs)
    : service_(&service),
      wanted_(std::move(wanted)),
      progress_(std::move(progress)),
      extent_(std::move(extent)),
      jobs_(jobs) {}

template <class T>
void workspace_fetch::request(const job_rank& rank, std::function<awaitable<result<T>>()> ask,
                              std::function<void(T)> take, need how, std::function<void()> absent) {
    const auto jobs = jobs_.lock();
    if (!jobs) {
        return;
    }
    jobs->add(rank, [self = shared_from_this(), ask = std::move(ask), take = std::move(take), how,
                     absent = std::move(absent)] {
        const auto count = [self, counts = how != need::all_pages] {
            if (counts) {
                self->count();
            }
        };
        return await_answer<T>(ask(), count, take, how == need::may_be_absent, absent);
    });
}

template <class Row>
void workspace_fetch::request_list(const job_rank& rank, std::string name,
                                   std::function<awaitable<result<page_rows<Row>>>(page_request)> fetch,
                                   std::function<std::int64_t(const Row&)> key,
                                   std::function<void(std::vector<Row>)> take) {
    request<std::vector<Row>>(
        rank,
        [this, name = std::move(name), fetch = std::move(fetch), key = std::move(key)] {
            list_source<Row> list;
            list.name = name;
            list.fetch = [this, fetch](page_request page) {
                return counted<page_rows<Row>>(fetch(page), [this] { count(); });
            };
            list.key = key;
            list.settle = each_row_once<Row>(key);
            return read_list(std::move(list));
        },
        std::move(take), need::all_pages);
}

void workspace_fetch::count() {
    ++answered_;
    if (progress_) {
        progress_(answered_);
    }
}

void workspace_fetch::begin() {
    request<std::vector<model::source_connection>>(
        {rank_part::sources},
        [this] {
            model::references deciding = wanted_;
            for (const model::connection_name& name : extent_.in_groups_of) {
                deciding.sources.push_back({name, {}});
            }
            return own_sources(service_, std::move(deciding), extent_.all_groups);
        },
        [this](auto list) { take_sources(std::move(list)); }, need::required);
    request<std::vector<model::destination_connection>>(
        {rank_part::destinations}, [this] { return service_->list_destinations(); },
        [this](auto list) { take_destinations(std::move(list)); }, need::required);
    if (!extent_.syncs) {
        return;
    }
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
    const bool has_datasets = service_->capabilities().can_create(model::attribute::dataset_source);
    bool needs_datasets = extent_.datasets;
    for (const auto& [source, objects] : used_objects_) {
        needs_datasets = needs_datasets || std::ranges::any_of(objects, is_of_dataset);
        request_data_sources(source);
        for (const auto& object : objects) {
            if (object.id) {
                request_source_object(source, object.type, *object.id);
            }
        }
    }
    if (has_datasets && needs_datasets) {
        request_datasets();
    }
    has_sources_ = true;
    request_destinations();
}

void workspace_fetch::request_data_sources(std::size_t source) {
    const model::connection_id id = snapshot_.metadata.sources[source].id;
    request_list<model::source_object>(
        {rank_part::source_objects, source},
        "GET /sources/" + id.text() + (service_->lists_objects() ? "/objects" : "/data_sources"),
        [this, id](page_request page) { return service_->list_source_objects(id, page); }, key_of,
        [this, source](auto list) { take_data_sources(source, std::move(list)); });
}

void workspace_fetch::request_datasets() {
    request_list<dataset_row>(
        {rank_part::datasets}, "GET /datasets",
        [this](page_request page) { return service_->list_datasets(page); }, key_of_dataset,
        [this](auto list) { datasets_ = std::move(list); });
}

void workspace_fetch::take_data_sources(std::size_t source, std::vector<model::source_object> objects) {
    model::source_connection& connection = snapshot_.metadata.sources[source];
    add_cohorts(objects);
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
    has_destinations_ = true;
    request_destinations();
}

void workspace_fetch::request_destinations() {
    auto& all = snapshot_.metadata.destinations;
    const bool are_coupled = std::ranges::any_of(all, [](const auto& row) { return row.source_id.known(); });
    if (!has_destinations_ || requested_destinations_ || (are_coupled && !has_sources_)) {
        return;
    }
    requested_destinations_ = true;
    keep_groups(all, service_->groups());
    std::map<std::size_t, std::vector<std::string>> used;
    for (const auto& use : wanted_.destinations) {
        for (const std::size_t found : destinations_of(use)) {
            add_once(used[found], use.objects);
        }
    }
    for (const auto& [destination, objects] : used) {
        request_destination(destination, objects);
    }
}

std::vector<std::size_t> workspace_fetch::destinations_of(
    const model::references::destination_use& use) const {
    const model::catalogue& metadata = snapshot_.metadata;
    std::vector<std::size_t> used = model::find_destinations(metadata, use.connection);
    if (used.size() == 1) {
        return used;
    }
    used.clear();
    for (const model::connection_name& source : use.sources) {
        const auto sources = model::find_sources(metadata, source);
        if (sources.size() != 1) {
            continue;
        }
        const auto found =
            model::find_destinations(metadata, use.connection, metadata.sources[sources.front()].id);
        if (found.size() == 1) {
            add_once(used, found);
        }
    }
    return used;
}

void workspace_fetch::request_destination(std::size_t destination, const std::vector<std::string>& objects) {
    const model::connection_id id = snapshot_.metadata.destinations[destination].id;
    if (!service_->lists_objects()) {
        request<model::destination_connection>(
            {rank_part::destination_objects, destination},
            [this, id] { return service_->get_destination(id); },
            [this, destination](model::destination_connection fetched) {
                auto& row = snapshot_.metadata.destinations[destination];
                row.objects = std::move(fetched.objects);
                row.objects_fetched = fetched.objects_fetched;
            },
            need::required);
    }
    if (extent_.objects) {
        request_objects(destination);
    }
    for (std::size_t at = 0; at < objects.size(); ++at) {
        const std::string& name = objects[at];
        request<model::destination_object>(
            {rank_part::destination_objects, destination, at},
            [this, id, name] { return service_->get_object(id, name); },
            [this, destination](model::destination_object object) {
                auto key = std::pair(destination, object.full_name);
                destination_objects_.insert_or_assign(std::move(key), std::move(object));
            },
            need::may_be_absent, [this, destination] { request_objects(destination); });
    }
}

/// Only where one is not there, which others could have been meant, is a list asked for that may be long.
void workspace_fetch::request_objects(std::size_t destination) {
    if (!service_->lists_objects() || !listed_destinations_.insert(destination).second) {
        return;
    }
    const model::connection_id id = snapshot_.metadata.destinations[destination].id;
    request_list<model::destination_object>(
        {rank_part::destination_objects, destination}, "GET /destinations/" + id.text() + "/objects",
        [this, id](page_request page) { return service_->list_objects(id, page); }, key_of_object,
        [this, destination](auto list) {
            auto& row = snapshot_.metadata.destinations[destination];
            row.objects = std::move(list);
            row.objects_fetched = true;
        });
}

workspace_snapshot workspace_fetch::take() {
    merge_source_objects();
    merge_datasets();
    merge_destination_objects();
    keep_groups(snapshot_.syncs, service_->groups());
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

/// Datasets come from a list of their own; what is a part of one has its columns.
void workspace_fetch::merge_datasets() {
    auto& sources = snapshot_.metadata.sources;
    for (dataset_row& dataset : datasets_) {
        const auto owner = std::ranges::find(sources, dataset.source_id, &model::source_connection::id);
        if (owner == sources.end()) {
            continue;
        }
        for (model::source_object& object : owner->objects) {
            const bool is_part = object.type == "segment" || object.type == "cohort";
            if (is_part && object.dataset_id == dataset.object.id && !object.columns_fetched) {
                object.columns = dataset.object.columns;
                object.columns_fetched = dataset.object.columns_fetched;
            }
        }
        owner->objects.push_back(std::move(dataset.object));
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
