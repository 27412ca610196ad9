#include "sandbox/destination_reader.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/string.hpp>
#include <set>

#include "sandbox/highest_id.hpp"
#include "sandbox/object_reader.hpp"
#include "sandbox/pet_name.hpp"
#include "sandbox/row_builder.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

json::object row_of_2021(const node& stated) {
    row_builder row{stated};
    row.keep("id", nullptr).keep("name", nullptr);
    if (stated.object().contains("credentials")) {
        row.keep_if_stated("credentials").keep_if_stated("connection_details");
    } else {
        row.keep("connection_details", json::value(json::object{}));
    }
    return row.take();
}

json::object row_of_today(const node& stated, const destination& read) {
    return row_builder{stated}
        .keep("id", nullptr)
        .keep("name", nullptr)
        .set("type", json::value(json::string(read.type)))
        .keep("created_at", first_created)
        .keep("last_test_succeeded", nullptr)
        .keep("last_tested_at", nullptr)
        .set("is_file_system_destination", read.file_system)
        .keep("last_test_results", json::value(json::object{{"steps", json::array{}}}))
        .keep("connection_details", json::value(json::object{}))
        .take();
}

destination read_destination(const node& stated) {
    stated.allow_only({"id", "name", "connection_details", "credentials", "objects", "type", "created_at",
                       "last_test_succeeded", "last_tested_at", "last_test_results",
                       "is_file_system_destination"});
    destination read;
    read.id = stated.require("id").integer(1, highest_id);
    const std::string name = stated.require("name").text();
    read.type = stated.text_or("type", type_of_name(name));
    read.file_system = stated.flag("is_file_system_destination", false);
    read.row = row_of_2021(stated);
    read.row_today = row_of_today(stated, read);
    if (const auto listed = stated.find("objects")) {
        std::set<std::string> names;
        for (const node& object : listed->items()) {
            read.objects.push_back(read_object(object));
            add_once(names, read.objects.back().full_name, object.require("full_name"));
        }
    }
    return read;
}

std::string name_of(const destination& into) {
    const json::value& name = into.row_today.at("name");
    return name.is_string() ? std::string(name.get_string()) : std::string();
}

activation read_activation(const node& stated, const world& connections) {
    stated.allow_only({"id", "name", "group_id", "source", "destination"});
    activation read;
    const node id = stated.require("id");
    read.id = id.text();
    const node from = stated.require("source");
    const node into = stated.require("destination");
    read.source_id = from.integer();
    read.destination_id = into.integer();
    const source* owner = connections.find_source(read.source_id);
    const destination* target = connections.find_destination(read.destination_id);
    if (read.id.empty()) {
        id.refuse("must not be empty");
    }
    if (owner == nullptr) {
        from.refuse("names no source: " + std::to_string(read.source_id));
    }
    if (target == nullptr) {
        into.refuse("names no destination: " + std::to_string(read.destination_id));
    }
    read.name = stated.text_or("name", name_of(*target));
    read.group_id = stated.text_or("group_id", owner->group_id);
    return read;
}

}  // namespace

std::vector<destination> read_destinations(const node& document) {
    std::vector<destination> all;
    std::set<std::int64_t> ids;
    if (const auto listed = document.find("destinations")) {
        for (const node& row : listed->items()) {
            all.push_back(read_destination(row));
            add_once(ids, all.back().id, row.require("id"));
        }
    }
    return all;
}

std::vector<activation> read_activations(const node& document, const world& connections) {
    std::vector<activation> all;
    if (const auto listed = document.find("activations")) {
        std::set<std::string> ids;
        for (const node& row : listed->items()) {
            all.push_back(read_activation(row, connections));
            add_once(ids, all.back().id, row.require("id"));
        }
        return all;
    }
    for (const source& from : connections.sources) {
        for (const destination& into : connections.destinations) {
            const std::string id = pet_name(pet_kind::activation, static_cast<std::int64_t>(all.size()));
            all.push_back({id, name_of(into), from.group_id, from.id, into.id, {}});
        }
    }
    return all;
}

}  // namespace censusctl::sandbox
