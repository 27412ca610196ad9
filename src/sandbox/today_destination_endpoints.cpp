#include "sandbox/today_destination_endpoints.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "sandbox/today_envelope.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

json::object object_row(const destination_object& known) {
    json::object row = known.row_today;
    json::array& fields = row["fields"].emplace_array();
    fields.reserve(known.fields.size());
    for (const field& each : known.fields) {
        fields.emplace_back(each.row_today);
    }
    return row;
}

/// Objects that weigh, and are nowhere else: some services describe thousands in the list of destinations.
void pad_objects(json::array& objects, std::int64_t bytes) {
    const std::string label(1000, 'x');
    for (std::int64_t size = 0; size < bytes; size += 1000) {
        const std::string name = "padding_" + std::to_string(size / 1000);
        objects.emplace_back(json::object{{"label", label}, {"full_name", name}, {"fields", json::array{}}});
    }
}

json::object destination_row(const destination& known, const world_settings& settings) {
    json::object row = known.row_today;
    if (settings.embed_objects || settings.embed_bytes > 0) {
        json::array& objects = row["objects"].emplace_array();
        for (const destination_object& each : known.objects) {
            objects.emplace_back(object_row(each));
        }
        pad_objects(objects, settings.embed_bytes);
    }
    return row;
}

/// The row of a destination as an activation holds it: the name is the activation's own.
json::object without_name(const json::object& row) {
    json::object rest;
    for (const auto& member : row) {
        if (member.key() != "name") {
            rest[member.key()] = member.value();
        }
    }
    return rest;
}

json::object activation_row(const activation& known, const world& metadata) {
    if (!known.row.empty()) {
        return known.row;
    }
    const source* from = metadata.find_source(known.source_id);
    const destination* into = metadata.find_destination(known.destination_id);
    const bool brief = metadata.settings.activation_members == "short";
    json::object row{{"id", known.id}, {"name", known.name}, {"group_id", known.group_id}};
    json::object& source_row = row[brief ? "source" : "source_connection"].emplace_object();
    for (const std::string_view key : {"id", "name", "type"}) {
        if (const json::value* member = from == nullptr ? nullptr : from->row_today.if_contains(key)) {
            source_row[key] = *member;
        }
    }
    row[brief ? "destination" : "destination_connection"] =
        into == nullptr ? json::object() : without_name(into->row_today);
    return row;
}

/// The destination whose objects are asked for: by its own id in V1, by an activation's in V2.
const destination* owner_of_objects(const call& asked) {
    const world& metadata = asked.space.metadata();
    if (asked.spoken == generation::v2) {
        const activation* found = metadata.find_activation(asked.path[0]);
        return found == nullptr ? nullptr : metadata.find_destination(found->destination_id);
    }
    const auto id = read_id(asked.path[0]);
    return id ? metadata.find_destination(*id) : nullptr;
}

}  // namespace

reply list_destinations(const call& asked) {
    return listed(asked, asked.space.metadata().destinations, "desc",
                  [&](const destination& known, std::string& to) {
                      to += json::serialize(destination_row(known, asked.space.settings()));
                  });
}

reply show_destination(const call& asked) {
    const destination* found = owner_of_objects(asked);
    return found == nullptr ? today_not_found(asked)
                            : success(json::value(destination_row(*found, asked.space.settings())));
}

reply list_activations(const call& asked) {
    const world& metadata = asked.space.metadata();
    return listed(asked, metadata.activations, "desc", [&](const activation& known, std::string& to) {
        to += json::serialize(activation_row(known, metadata));
    });
}

reply show_activation(const call& asked) {
    const world& metadata = asked.space.metadata();
    const activation* found = metadata.find_activation(asked.path[0]);
    return found == nullptr ? today_not_found(asked) : success(json::value(activation_row(*found, metadata)));
}

reply list_objects(const call& asked) {
    const destination* owner = owner_of_objects(asked);
    if (owner == nullptr) {
        return today_not_found(asked);
    }
    return listed(asked, owner->objects, "asc", [](const destination_object& known, std::string& to) {
        to += json::serialize(object_row(known));
    });
}

reply show_object(const call& asked) {
    const destination* owner = owner_of_objects(asked);
    const destination_object* found = owner == nullptr ? nullptr : owner->find_object(asked.path[1]);
    return found == nullptr ? today_not_found(asked) : success(json::value(object_row(*found)));
}

}  // namespace censusctl::sandbox
