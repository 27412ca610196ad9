#include "sandbox/today_copy.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <set>

#include "sandbox/copied_rows.hpp"
#include "sandbox/live_sync_reader.hpp"
#include "sandbox/v2_sync_reader.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

constexpr std::array<std::string_view, 4> activation_places{"activation_id", "activation.id",
                                                            "destination_attributes.activation_id",
                                                            "destination_attributes.connection_id"};
constexpr std::array<std::string_view, 5> object_places{"destination_attributes.object",
                                                        "activation_attributes.object", "object_full_name",
                                                        "object", "destination_object"};

std::string text_at(const node& row, std::string_view dotted) {
    const auto found = find_at(row, dotted);
    return found && found->value().is_string() ? found->text() : std::string();
}

/// What is known of one thing of a source: its row in lists, and its single reply.
struct told_twice {
    json::object row;
    json::object detail;
};

class today_copier {
public:
    explicit today_copier(const workspace_record& known)
        : spoken_(known.spoken), wanted_syncs_(known.sync_ids.begin(), known.sync_ids.end()) {
        for (const copied_reply& reply : read_replies(known)) {
            sort_in(reply);
        }
    }

    [[nodiscard]] world make() {
        world copy;
        copy.name = "a copy of the workspace";
        copy.workspace = workspace_;
        // Lists of destinations hold what they held there, and nothing more.
        copy.settings.embed_objects = false;
        for (const json::object& row : sources_.rows()) {
            copy.sources.push_back(make_source(row));
        }
        for (const json::object& row : destinations_.rows()) {
            add_destination(row, std::to_string(id_of(row, "id")), copy);
        }
        for (const json::object& row : activations_.rows()) {
            add_activation(row, copy);
        }
        add_syncs(copy);
        return copy;
    }

private:
    void sort_in(const copied_reply& reply) {
        const std::vector<std::string>& path = reply.asked.segments;
        const std::string first = path.empty() ? std::string() : path.front();
        if (first == "sources") {
            sort_in_source(path, reply.data);
        } else if (first == "datasets") {
            each_told(reply.data, [&](const json::object& row) { add_dataset(row, path.size() > 1); });
        } else if (first == "destinations") {
            sort_in_target(destinations_, path, reply.data);
        } else if (first == "activations") {
            sort_in_target(activations_, path, reply.data);
        } else if (first == "syncs" && path.size() <= 2) {
            each_told(reply.data, [&](const json::object& row) { syncs_[id_of(row, "id")] = row; });
        } else if (first == "workspace" && reply.data.is_object()) {
            workspace_ = reply.data.get_object();
        }
    }

    /// The rows of a list, or the one thing that was asked for.
    template <class Use>
    static void each_told(const json::value& data, Use use) {
        if (data.is_object()) {
            use(data.get_object());
        }
        each_row(&data, use);
    }

    static std::string name_of(const json::object& row) {
        const json::value* id = row.if_contains("id");
        return id != nullptr && id->is_string() ? text_of(row, "id") : std::to_string(id_of(row, "id"));
    }

    void sort_in_source(const std::vector<std::string>& path, const json::value& data) {
        if (path.size() <= 2) {
            each_told(data, [&](const json::object& row) { sources_[name_of(row)] = row; });
            return;
        }
        each_told(data, [&](const json::object& row) {
            const std::string type = text_of(row, "type");
            told_twice& told = thing(path[1], type, id_of(row, "id"));
            (path.size() == 4 ? told.detail : told.row) = row;
        });
    }

    void add_dataset(const json::object& row, bool alone) {
        const std::string owner = std::to_string(id_of(row, "source_id"));
        told_twice& told = thing(owner, "dataset", id_of(row, "id"));
        (alone ? told.detail : told.row) = row;
    }

    told_twice& thing(const std::string& owner, const std::string& type, std::int64_t id) {
        const std::string key = type + " " + std::to_string(id);
        const auto [place, is_new] = places_[owner].try_emplace(key, things_[owner].size());
        if (is_new) {
            things_[owner].emplace_back(type, told_twice());
        }
        return things_[owner][place->second].second;
    }

    /// A destination or an activation, and its objects, which its own row may hold too.
    void sort_in_target(named_rows& rows, const std::vector<std::string>& path, const json::value& data) {
        if (path.size() <= 2) {
            each_told(data, [&](const json::object& row) {
                rows[name_of(row)] = row;
                each_row(row.if_contains("objects"),
                         [&](const json::object& object) { add_object(name_of(row), object); });
            });
        } else {
            each_told(data, [&](const json::object& object) { add_object(path[1], object); });
        }
    }

    void add_object(const std::string& owner, const json::object& row) {
        json::object& known = objects_[owner][text_of(row, "full_name")];
        for (const auto& member : row) {
            known[member.key()] = member.value();
        }
    }

    source make_source(const json::object& row) {
        source copied;
        copied.id = id_of(row, "id");
        copied.group_id = text_of(row, "group_id");
        copied.row = copied.row_today = row;
        for (const auto& [type, told] : things_[std::to_string(copied.id)]) {
            add_thing(type, told, copied);
        }
        return copied;
    }

    static void add_thing(const std::string& type, const told_twice& told, source& into) {
        json::object all = told.row;
        for (const auto& member : told.detail) {
            all[member.key()] = member.value();
        }
        data_source read = copied_data_source(all);
        read.type = type;
        read.row_today = told.row.empty() ? all : told.row;
        read.detail_today = all;
        if (type == "dataset") {
            read.dataset_id = read.id;
        }
        const std::int64_t segment_id = read.id;
        const std::int64_t dataset_id = read.dataset_id;
        into.data_sources.push_back(std::move(read));
        each_row(all.if_contains("cohorts"), [&](const json::object& row) {
            data_source cohort = copied_data_source(row);
            cohort.type = "cohort";
            cohort.segment_id = segment_id;
            cohort.dataset_id = dataset_id;
            into.data_sources.push_back(std::move(cohort));
        });
    }

    void add_destination(const json::object& row, const std::string& objects_of, world& copy) {
        destination into;
        into.id = id_of(row, "id");
        into.type = text_of(row, "type");
        into.file_system = flag_of(row, "is_file_system_destination", false);
        into.row = into.row_today = row;
        add_objects(objects_of, into);
        copy.destinations.push_back(std::move(into));
    }

    /// What was asked of a destination by one of its names; with fields where any of them told these.
    void add_objects(const std::string& objects_of, destination& into) {
        for (const json::object& row : objects_[objects_of].rows()) {
            destination_object object = copied_object(row);
            const auto known =
                std::ranges::find(into.objects, object.full_name, &destination_object::full_name);
            if (known == into.objects.end()) {
                into.objects.push_back(std::move(object));
            } else if (known->fields.empty()) {
                *known = std::move(object);
            }
        }
    }

    /// Its two connections are told by what they hold: only a destination says when it was made or tested.
    void add_activation(const json::object& row, world& copy) {
        activation read;
        read.id = text_of(row, "id");
        read.name = text_of(row, "name");
        read.group_id = text_of(row, "group_id");
        read.row = row;
        for (const auto& member : row) {
            if (!member.value().is_object()) {
                continue;
            }
            const json::object& connection = member.value().get_object();
            if (connection.contains("created_at") || connection.contains("last_tested_at")) {
                read.destination_id = id_of(connection, "id");
                const auto known =
                    std::ranges::find(copy.destinations, read.destination_id, &destination::id);
                if (known == copy.destinations.end()) {
                    add_destination(connection, read.id, copy);
                } else {
                    add_objects(read.id, *known);
                }
            } else if (connection.contains("id") && connection.contains("type")) {
                read.source_id = id_of(connection, "id");
            }
        }
        copy.activations.push_back(std::move(read));
    }

    /// Where V2 holds a sync's activation and the name of its object: the place whose text is one.
    static void learn_places(const node& row, world& copy) {
        for (const std::string_view place : activation_places) {
            if (copy.find_activation(text_at(row, place)) != nullptr) {
                copy.settings.activation_place = std::string(place);
            }
        }
        const activation* coupling = copy.find_activation(text_at(row, copy.settings.activation_place));
        const destination* into =
            coupling == nullptr ? nullptr : copy.find_destination(coupling->destination_id);
        for (const std::string_view place : object_places) {
            if (into != nullptr && into->find_object(text_at(row, place)) != nullptr) {
                copy.settings.object_place = std::string(place);
                return;
            }
        }
    }

    void add_syncs(world& copy) {
        for (const auto& [id, row] : syncs_) {
            if (!wanted_syncs_.contains(id)) {
                continue;
            }
            const json::value value = row;
            const node at{value};
            if (spoken_ == generation::v2) {
                learn_places(at, copy);
            }
            copy.syncs.push_back(read_copied_sync(at, copy, spoken_));
            // What the server says where nothing was stated: it is no choice of the sync, which an object
            // without such orders would refuse.
            if (std::string& order = copy.syncs.back().sync.field_order;
                order == "alphabetical_column_name") {
                order.clear();
            }
            copy.syncs.back().spelt = spelt_row{spoken_, json::serialize(row), {}};
            for (const stored_alert& alert : copy.syncs.back().sync.alerts) {
                copy.settings.next_alert_id = std::max(copy.settings.next_alert_id, alert.id + 1);
            }
        }
        for (const sync_record& record : copy.syncs) {
            copy.settings.clock = std::max(copy.settings.clock, record.created);
        }
        if (!copy.syncs.empty()) {
            copy.settings.next_sync_id = copy.syncs.back().id + 1;
        }
    }

    generation spoken_;
    std::set<std::int64_t> wanted_syncs_;
    json::object workspace_;
    named_rows sources_;
    std::map<std::string, std::map<std::string, std::size_t>> places_;
    std::map<std::string, std::vector<std::pair<std::string, told_twice>>> things_;
    named_rows destinations_;
    named_rows activations_;
    std::map<std::string, named_rows> objects_;
    std::map<std::int64_t, json::object> syncs_;  // by id, which is the order of their creation
};

}  // namespace

world copy_today_world(const workspace_record& known) {
    return today_copier{known}.make();
}

}  // namespace censusctl::sandbox
