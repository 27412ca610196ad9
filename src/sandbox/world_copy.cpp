#include "sandbox/world_copy.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include "sandbox/connection_reader.hpp"
#include "sandbox/target.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

/// The object under a key, or an empty one.
const json::object& object_of(const json::object& row, std::string_view key) {
    static const json::object none;
    const json::value* found = row.if_contains(key);
    return found != nullptr && found->is_object() ? found->get_object() : none;
}

std::string text_of(const json::object& row, std::string_view key) {
    const json::value* found = row.if_contains(key);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

bool flag_of(const json::object& row, std::string_view key, bool otherwise) {
    const json::value* found = row.if_contains(key);
    return found != nullptr && found->is_bool() ? found->get_bool() : otherwise;
}

/// An id; 0 where none is stated that this sandbox could count on from.
std::int64_t id_of(const json::object& row, std::string_view key) {
    const json::value* found = row.if_contains(key);
    const bool is_id = found != nullptr && found->is_int64() && found->get_int64() > 0;
    return is_id && found->get_int64() <= highest_id ? found->get_int64() : 0;
}

std::string id_text(const json::object& row) {
    return std::to_string(id_of(row, "id"));
}

/// Calls `use` with each object of a list.
template <class Use>
void each_row(const json::value* list, Use use) {
    if (list == nullptr || !list->is_array()) {
        return;
    }
    for (const json::value& one : list->get_array()) {
        if (one.is_object()) {
            use(one.get_object());
        }
    }
}

data_source read_data_source(const json::object& row) {
    data_source read;
    read.type = text_of(row, "type");
    read.id = id_of(row, "id");
    read.name = text_of(row, "name");
    read.catalog = text_of(row, "table_catalog");
    read.schema = text_of(row, "table_schema");
    read.table = text_of(row, "table_name");
    read.created = read_instant(text_of(row, "created_at")).value_or(0);
    each_row(row.if_contains("columns"),
             [&](const json::object& column) { read.columns.push_back(text_of(column, "name")); });
    read.row = row;
    read.row.erase("columns");
    read.detail = row;
    return read;
}

field read_field(const json::object& row) {
    field read;
    read.full_name = text_of(row, "full_name");
    read.createable = flag_of(row, "createable", true);
    read.updateable = flag_of(row, "updateable", true);
    read.array = flag_of(row, "array", false);
    read.preserve_values_supported = flag_of(row, "preserve_values_supported", false);
    read.required_for_mapping = flag_of(row, "required_for_mapping", false);
    read.can_be_upsert_key = flag_of(row, "can_be_upsert_key", false);
    read.can_be_update_key = flag_of(row, "can_be_update_key", false);
    read.can_be_insert_key = flag_of(row, "can_be_insert_key", false);
    read.can_be_reference_key = flag_of(row, "can_be_reference_key", false);
    if (const json::value* listed = row.if_contains("operations"); listed != nullptr && listed->is_array()) {
        for (const json::value& one : listed->get_array()) {
            if (one.is_string()) {
                read.operations.emplace_back(one.get_string());
            }
        }
    }
    read.lookup_object = text_of(row, "lookup_object");
    read.row = row;
    return read;
}

destination_object read_object(const json::object& row) {
    destination_object read;
    read.full_name = text_of(row, "full_name");
    read.allow_custom_fields = flag_of(row, "allow_custom_fields", false);
    read.case_sensitive = flag_of(row, "allow_case_sensitive_field_names", true);
    each_row(row.if_contains("fields"),
             [&](const json::object& one) { read.fields.push_back(read_field(one)); });
    read.row = row;
    read.row.erase("fields");
    return read;
}

sync_record read_sync_row(const json::object& row, instant otherwise) {
    const json::object& from = object_of(row, "source_attributes");
    const json::object& into = object_of(row, "destination_attributes");
    const json::object& reads = object_of(from, "data_source");
    sync_record read;
    read.id = id_of(row, "id");
    read.created = read_instant(text_of(row, "created_at")).value_or(otherwise);
    read.source_id = id_of(from, "connection_id");
    read.data_source_type = text_of(reads, "type");
    read.data_source_id = id_of(reads, "id");
    read.destination_id = id_of(into, "connection_id");
    read.object = text_of(into, "object");
    read.json = json::serialize(row);
    return read;
}

/// Rows by their names, in the order in which these were first heard of.
class named_rows {
public:
    json::object& operator[](const std::string& name) {
        const auto [place, is_new] = places_.try_emplace(name, rows_.size());
        if (is_new) {
            rows_.emplace_back();
        }
        return rows_[place->second];
    }

    [[nodiscard]] const std::vector<json::object>& rows() const noexcept { return rows_; }

private:
    std::map<std::string, std::size_t> places_;
    std::vector<json::object> rows_;
};

/// A reply, taken apart.
struct copied_reply {
    target_parts asked;
    json::value data;
};

copied_reply read_reply(const recorded_reply& reply) {
    copied_reply read;
    read.asked = split_target("/api/v1" + reply.target);
    boost::system::error_code problem;
    json::value body = json::parse(reply.body, problem);
    if (problem || !body.is_object() || !body.get_object().contains("data")) {
        throw std::runtime_error{"the reply to GET " + read.asked.path + " cannot be copied"};
    }
    read.data = std::move(body.get_object().at("data"));
    return read;
}

/// Sorts the replies by what was asked, and then makes one world of them.
class copier {
public:
    explicit copier(const workspace_record& known)
        : wanted_syncs_(known.sync_ids.begin(), known.sync_ids.end()) {
        std::vector<copied_reply> replies;
        for (const recorded_reply& reply : known.replies) {
            replies.push_back(read_reply(reply));
        }
        // Lists have the server's order; what was asked for one by one came in any.
        std::stable_sort(replies.begin(), replies.end(),
                         [](const copied_reply& left, const copied_reply& right) {
                             return left.asked.segments.size() < right.asked.segments.size();
                         });
        for (const copied_reply& reply : replies) {
            sort_in(reply);
        }
    }

    [[nodiscard]] world make() {
        world made;
        made.name = "a copy of the workspace";
        for (const json::object& row : sources_.rows()) {
            made.sources.push_back(make_source(row));
        }
        for (const json::object& row : destinations_.rows()) {
            made.destinations.push_back(make_destination(row));
        }
        add_syncs(made);
        return made;
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
        source made;
        made.id = id_of(row, "id");
        made.row = row;
        const std::string key = id_text(row);
        std::map<std::pair<std::string, std::int64_t>, std::size_t> places;
        const auto add = [&](data_source one) {
            const auto [place, is_new] =
                places.try_emplace(std::pair{one.type, one.id}, made.data_sources.size());
            if (is_new) {
                made.data_sources.push_back(std::move(one));
            } else {
                made.data_sources[place->second] = std::move(one);
            }
        };
        for (const auto& [page, rows] : rows_[key]) {
            each_row(&rows, [&](const json::object& one) { add(read_data_source(one)); });
        }
        for (const json::object& detail : details_[key]) {
            add(read_data_source(detail));
        }
        return made;
    }

    destination make_destination(const json::object& row) {
        destination made;
        made.id = id_of(row, "id");
        made.row = row;
        for (const json::object& object : objects_[id_text(row)].rows()) {
            made.objects.push_back(read_object(object));
        }
        return made;
    }

    void add_syncs(world& made) {
        for (const auto& [id, row] : syncs_) {
            if (wanted_syncs_.contains(id)) {
                made.syncs.push_back(read_sync_row(row, made.settings.clock));
            }
        }
        for (const sync_record& one : made.syncs) {
            made.settings.clock = std::max(made.settings.clock, one.created);
        }
        if (!made.syncs.empty()) {
            made.settings.next_sync_id = made.syncs.back().id + 1;
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
    return copier{known}.make();
}

}  // namespace censusctl::sandbox
