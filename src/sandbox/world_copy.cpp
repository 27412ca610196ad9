#include "sandbox/world_copy.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <map>
#include <set>
#include <utility>

#include "sandbox/copied_rows.hpp"
#include "sandbox/today_copy.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

std::string id_text(const json::object& row) {
    return std::to_string(id_of(row, "id"));
}

/// A row of 2021: what runs and look-ups need, and the text to serve.
sync_record read_sync_row(const json::object& row, instant otherwise) {
    const json::object& from = object_of(row, "source_attributes");
    const json::object& into = object_of(row, "destination_attributes");
    const json::object& reads = object_of(from, "data_source");
    sync_record read;
    read.id = id_of(row, "id");
    read.created = read_instant(text_of(row, "created_at")).value_or(otherwise);
    read.updated = read.created;
    read.sync.source_id = id_of(from, "connection_id");
    read.sync.object_type = text_of(reads, "type");
    read.sync.object_id = id_of(reads, "id");
    read.sync.destination_id = id_of(into, "connection_id");
    read.sync.object = text_of(into, "object");
    read.spelt = spelt_row{generation::of_2021, json::serialize(row), {}};
    return read;
}

/// Sorts the replies by what was asked, and then makes one world of them.
class copier {
public:
    explicit copier(const workspace_record& known)
        : wanted_syncs_(known.sync_ids.begin(), known.sync_ids.end()) {
        for (const copied_reply& reply : read_replies(known)) {
            sort_in(reply);
        }
    }

    [[nodiscard]] world make() {
        world copy;
        copy.name = "a copy of the workspace";
        for (const json::object& row : sources_.rows()) {
            copy.sources.push_back(make_source(row));
        }
        for (const json::object& row : destinations_.rows()) {
            copy.destinations.push_back(make_destination(row));
        }
        add_syncs(copy);
        return copy;
    }

private:
    void sort_in(const copied_reply& reply) {
        const std::vector<std::string>& path = reply.asked.segments;
        const std::string first = path.empty() ? std::string() : path.front();
        if (first == "sources") {
            sort_in_source(path, reply.asked, reply.data);
        } else if (first == "destinations") {
            sort_in_destination(path, reply.data);
        } else if (first == "syncs" && path.size() == 1) {
            each_row(&reply.data, [&](const json::object& row) { syncs_[id_of(row, "id")] = row; });
        }
    }

    void sort_in_source(const std::vector<std::string>& path, const target_parts& asked,
                        const json::value& data) {
        if (path.size() == 1) {
            each_row(&data, [&](const json::object& row) { sources_[id_text(row)] = row; });
        } else if (path.size() == 3 && path[2] == "data_sources") {
            rows_[path[1]][read_page_request(asked.query).page] = data;
        } else if (path.size() == 4 && data.is_object()) {
            details_[path[1]].push_back(data.get_object());
        }
    }

    void sort_in_destination(const std::vector<std::string>& path, const json::value& data) {
        if (path.size() == 1) {
            each_row(&data, [&](const json::object& row) { destinations_[id_text(row)] = row; });
        } else if (path.size() == 2 && data.is_object()) {
            each_row(data.get_object().if_contains("objects"),
                     [&](const json::object& row) { add_object(path[1], row); });
        } else if (path.size() == 4 && data.is_object()) {
            add_object(path[1], data.get_object());
        }
    }

    /// An object is told of twice, in the list of its destination and alone: all that either says.
    void add_object(const std::string& destination, const json::object& row) {
        json::object& known = objects_[destination][text_of(row, "full_name")];
        for (const auto& member : row) {
            known[member.key()] = member.value();
        }
    }

    source make_source(const json::object& row) {
        source copied;
        copied.id = id_of(row, "id");
        copied.row = row;
        const std::string key = id_text(row);
        std::map<std::pair<std::string, std::int64_t>, std::size_t> places;
        const auto add = [&](data_source table) {
            const auto [place, is_new] =
                places.try_emplace(std::pair{table.type, table.id}, copied.data_sources.size());
            if (is_new) {
                copied.data_sources.push_back(std::move(table));
            } else {
                copied.data_sources[place->second] = std::move(table);
            }
        };
        for (const auto& [page, rows] : rows_[key]) {
            each_row(&rows, [&](const json::object& table) { add(copied_data_source(table)); });
        }
        for (const json::object& detail : details_[key]) {
            add(copied_data_source(detail));
        }
        return copied;
    }

    destination make_destination(const json::object& row) {
        destination copied;
        copied.id = id_of(row, "id");
        copied.row = row;
        for (const json::object& object : objects_[id_text(row)].rows()) {
            copied.objects.push_back(copied_object(object));
        }
        return copied;
    }

    void add_syncs(world& copy) {
        for (const auto& [id, row] : syncs_) {
            if (wanted_syncs_.contains(id)) {
                copy.syncs.push_back(read_sync_row(row, copy.settings.clock));
            }
        }
        for (const sync_record& record : copy.syncs) {
            copy.settings.clock = std::max(copy.settings.clock, record.created);
        }
        if (!copy.syncs.empty()) {
            copy.settings.next_sync_id = copy.syncs.back().id + 1;
        }
    }

    std::set<std::int64_t> wanted_syncs_;
    named_rows sources_;
    std::map<std::string, std::map<std::size_t, json::value>> rows_;
    std::map<std::string, std::vector<json::object>> details_;
    named_rows destinations_;
    std::map<std::string, named_rows> objects_;
    std::map<std::int64_t, json::object> syncs_;  // by id, which is the order of their creation
};

}  // namespace

world copy_world(const workspace_record& known) {
    return known.spoken == generation::of_2021 ? copier{known}.make() : copy_today_world(known);
}

}  // namespace censusctl::sandbox
