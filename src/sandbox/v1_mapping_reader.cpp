#include "sandbox/v1_mapping_reader.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

#include "sandbox/constant_check.hpp"
#include "sandbox/sync_2021_reader.hpp"
#include "sandbox/words.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

void require_text(const node& data) {
    if (data.string().empty()) {
        data.refuse("must not be empty");
    }
}

/// A request has the template as text; a reply wraps it.
json::value template_of(const node& data, spelling accepted) {
    if (accepted == spelling::reply && data.value().is_object()) {
        return data.require("liquid_template").value();
    }
    require_text(data);
    return data.value();
}

std::size_t position_of(const node& mapping, std::size_t otherwise) {
    const auto position = mapping.find("position");
    return position ? static_cast<std::size_t>(position->integer(0, 100'000)) : otherwise;
}

}  // namespace

void read_v1_from(const node& from, spelling accepted, stored_mapping& into) {
    if (!from.value().is_object()) {
        from.refuse("must be an object with a type and data");
    }
    const node type = from.require("type");
    const std::string word = type.text();
    const node data = from.require("data");
    into.from = read_from_kind(word);
    into.data = data.value();
    switch (into.from) {
        case from_kind::column:
        case from_kind::sync_metadata:
            require_text(data);
            break;
        case from_kind::constant: {
            into.word = data.require("basic_type").one_of(words::constant_types);
            const node value = data.require("value");
            check_constant(value, into.word);
            into.data = value.value();
            break;
        }
        case from_kind::segment_membership:
            static_cast<void>(data.require("identify_by").text());
            break;
        case from_kind::liquid_template:
            into.data = template_of(data, accepted);
            break;
        case from_kind::compound_key:
            if (accepted == spelling::request) {
                type.refuse("compound_key cannot be written: the server makes the key");
            }
            into.generated = true;
            break;
        case from_kind::other:
            if (accepted == spelling::request) {
                type.refuse("is not known: " + word);
            }
            into.word = word;
            break;
    }
}

void read_later_attributes(const node& mapping, stored_mapping& into) {
    into.sync_null_values = mapping.flag("sync_null_values", true);
    into.follow_source_type = mapping.flag("follow_source_type", false);
    into.array_field = mapping.flag("array_field", false);
    into.field_type = mapping.text_or("field_type", "");
    if (!into.generate_field && !into.field_type.empty()) {
        mapping.require("field_type").refuse("goes only with generate_field");
    }
    if (!into.generate_field && into.array_field) {
        mapping.require("array_field").refuse("goes only with generate_field");
    }
}

std::vector<stored_mapping> read_v1_mappings(const node& list, spelling accepted) {
    struct placed_mapping {
        std::size_t position;
        stored_mapping mapping;
    };
    std::vector<placed_mapping> placed;
    for (const node& mapping : list.items()) {
        stored_mapping read;
        read_v1_from(mapping.require("from"), accepted, read);
        read_mapping_target(mapping, read);
        read_later_attributes(mapping, read);
        const std::size_t position =
            accepted == spelling::reply ? position_of(mapping, placed.size()) : placed.size();
        placed.push_back({position, std::move(read)});
    }
    std::stable_sort(placed.begin(), placed.end(),
                     [](const auto& left, const auto& right) { return left.position < right.position; });
    std::vector<stored_mapping> mappings;
    mappings.reserve(placed.size());
    for (placed_mapping& each : placed) {
        mappings.push_back(std::move(each.mapping));
    }
    return mappings;
}

}  // namespace censusctl::sandbox
