#include "sandbox/v1_source_reader.hpp"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <charconv>

#include "sandbox/words.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

/// A type as replies call it, and the one that requests have.
struct renamed_type {
    std::string_view in_replies;
    std::string_view in_requests;
};

constexpr std::array<renamed_type, 3> renamed{{{"business_object_source", "dataset"},
                                               {"filter_segment_source", "segment"},
                                               {"cohort_source", "cohort"}}};

const data_source* find_table(const node& object, const source& owner) {
    const std::string catalog = object.require("table_catalog").text();
    const std::string schema = object.require("table_schema").text();
    const std::string name = object.require("table_name").text();
    const auto found =
        std::find_if(owner.data_sources.begin(), owner.data_sources.end(), [&](const data_source& known) {
            return known.type == "table" && known.catalog == catalog && known.schema == schema &&
                   known.table == name;
        });
    return found == owner.data_sources.end() ? nullptr : &*found;
}

const data_source* find_named(std::string_view type, std::string_view name, const source& owner) {
    const auto found =
        std::find_if(owner.data_sources.begin(), owner.data_sources.end(),
                     [&](const data_source& known) { return known.type == type && known.name == name; });
    return found == owner.data_sources.end() ? nullptr : &*found;
}

const data_source& require_found(const data_source* found, const node& where, std::string_view type,
                                 const source& owner) {
    if (found == nullptr) {
        where.refuse("names no " + std::string(type) + " of source " + std::to_string(owner.id));
    }
    return *found;
}

/// By id, by the three names of a table, or by the name of a model or topic.
const data_source& read_object(const node& object, std::string_view type, const source& owner) {
    if (type == "table" && object.find("table_name")) {
        return require_found(find_table(object, owner), object, type, owner);
    }
    if (const auto id = object.find("id")) {
        return require_found(owner.find(type, read_v1_id(*id)), *id, type, owner);
    }
    if (type == "model" || type == "topic") {
        const node name = object.require("name");
        return require_found(find_named(type, name.text(), owner), name, type, owner);
    }
    if (type == "table") {
        return require_found(find_table(object, owner), object, type, owner);
    }
    throw document_error{object.path() + ".id", "is missing"};
}

/// What replies call the object: the type that requests have, and the id that counts.
const data_source& read_renamed(const node& attributes, const node& object, std::string_view type,
                                const source& owner) {
    if (type == "dataset") {
        const node id = object.require("dataset_id");
        return require_found(owner.find(type, read_v1_id(id)), id, type, owner);
    }
    const std::string_view key = type == "segment" ? "filter_segment_id" : "cohort_id";
    const auto beside = attributes.find(key);
    const node id = beside ? *beside : object.require(key);
    return require_found(owner.find(type, read_v1_id(id)), id, type, owner);
}

/// `filter_segment_id` or `cohort_id` beside a dataset: a part of it.
const data_source& read_part(const node& attributes, std::string_view key, std::string_view type,
                             const data_source& dataset, const source& owner) {
    const auto id = attributes.find(key);
    if (!id) {
        return dataset;
    }
    const data_source& part = require_found(owner.find(type, read_v1_id(*id)), *id, type, owner);
    if (dataset.type != "dataset" || part.dataset_id != dataset.id) {
        id->refuse("names a " + std::string(type) + " of another dataset");
    }
    return part;
}

void take(const data_source& reads, const source& owner, stored_sync& into) {
    into.source_id = owner.id;
    into.object_type = reads.type;
    into.object_id = reads.id;
    into.shown_object.clear();
}

const source& owner_of_model(const node& attributes, const world& metadata) {
    const node object = attributes.require("object");
    const auto id = object.find("id");
    const bool is_model = object.text_or("type", "") == "model" && id.has_value();
    for (const source& owner : metadata.sources) {
        if (is_model && owner.find("model", read_v1_id(*id)) != nullptr) {
            return owner;
        }
    }
    throw document_error{attributes.path() + ".connection_id", "is missing"};
}

}  // namespace

std::int64_t read_v1_id(const node& value) {
    std::int64_t id = 0;
    if (value.value().is_string()) {
        const json::string& text = value.string();
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
        if (error != std::errc{} || end != text.data() + text.size()) {
            value.refuse("must be an id");
        }
    } else {
        id = value.integer();
    }
    if (id <= 0) {
        value.refuse("must be an id");
    }
    return id;
}

void read_v1_object(const node& attributes, const source& owner, spelling accepted, stored_sync& into) {
    const node object = attributes.require("object");
    const node type = object.require("type");
    if (accepted == spelling::reply) {
        const std::string word = type.text();
        for (const renamed_type& known : renamed) {
            if (known.in_replies == word) {
                take(read_renamed(attributes, object, known.in_requests, owner), owner, into);
                return;
            }
        }
    }
    const data_source& whole = read_object(object, type.one_of(words::object_types), owner);
    const data_source& segment = read_part(attributes, "filter_segment_id", "segment", whole, owner);
    const data_source& reads = read_part(attributes, "cohort_id", "cohort", whole, owner);
    take(reads.type == "cohort" ? reads : segment, owner, into);
}

void read_v1_source(const node& attributes, const world& metadata, spelling accepted, stored_sync& into) {
    const auto connection = attributes.find("connection_id");
    const source* owner =
        connection ? metadata.find_source(read_v1_id(*connection)) : &owner_of_model(attributes, metadata);
    if (owner == nullptr) {
        connection->refuse("names no source: " + std::to_string(read_v1_id(*connection)));
    }
    read_v1_object(attributes, *owner, accepted, into);
}

}  // namespace censusctl::sandbox
