#include "census/today_mapping_codec.hpp"

#include <algorithm>
#include <boost/json/value.hpp>
#include <numeric>
#include <optional>
#include <utility>

#include "census/mapping_codec.hpp"

namespace censusctl::census {
namespace {

namespace bj = boost::json;

std::optional<std::string> text_of(const bj::value* value) {
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::nullopt
                           : std::optional<std::string>(std::in_place, text->data(), text->size());
}

/// A text that stands alone, or as the member `key` of an object.
std::optional<std::string> text_or_member(const bj::value& data, std::string_view key) {
    const auto* object = data.if_object();
    return text_of(object == nullptr ? &data : object->if_contains(key));
}

std::optional<model::mapping_source> compound_key_of(const bj::value& data) {
    const auto* parts = data.if_array();
    if (parts == nullptr) {
        return std::nullopt;
    }
    model::compound_key_source key;
    for (const bj::value& part : *parts) {
        const auto* object = part.if_object();
        auto column = object == nullptr ? std::nullopt : text_of(object->if_contains("data"));
        if (!column) {
            return std::nullopt;
        }
        key.columns.push_back(std::move(*column));
    }
    return key;
}

/// The kinds that came after 2021; absent: it is none of them, or not as the reference describes it.
std::optional<model::mapping_source> later_source(const json::reader& from) {
    const auto* object = from.value().if_object();
    const auto type = object == nullptr ? std::nullopt : text_of(object->if_contains("type"));
    const bj::value* data = object == nullptr ? nullptr : object->if_contains("data");
    if (!type || data == nullptr) {
        return std::nullopt;
    }
    if (type == "compound_key") {
        return compound_key_of(*data);
    }
    std::optional<std::string> text;
    if (type == "liquid_template" && (text = text_or_member(*data, "liquid_template"))) {
        return model::liquid_source{std::move(*text)};
    }
    if (type == "sync_metadata" && (text = text_of(data))) {
        return model::metadata_source{std::move(*text)};
    }
    if (type == "segment_membership" && (text = text_or_member(*data, "identify_by"))) {
        return model::membership_source{std::move(*text)};
    }
    return std::nullopt;
}

std::optional<bool> stated_flag(const json::reader& row, std::string_view key) {
    return row.look(key) == json::presence::present ? std::optional<bool>(row.flag(key)) : std::nullopt;
}

model::mapping decode_row(const json::reader& row) {
    model::mapping mapping = decode_mapping(row);
    const json::reader from = row.member("from");
    if (auto later = later_source(from)) {
        mapping.from = std::move(*later);
    }
    mapping.sync_null_values = stated_flag(row, "sync_null_values");
    mapping.field_type = row.text("field_type");
    mapping.array_field = stated_flag(row, "array_field");
    mapping.follow_source_type = stated_flag(row, "follow_source_type");
    return mapping;
}

/// The rows by their positions, if each has one.
std::vector<model::mapping> in_order(std::vector<model::mapping> rows,
                                     const std::vector<std::optional<std::int64_t>>& positions) {
    if (!std::ranges::all_of(positions, [](const auto& each) { return each.has_value(); })) {
        return rows;
    }
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t at) { return *positions[at]; });
    std::vector<model::mapping> sorted;
    sorted.reserve(rows.size());
    for (const std::size_t at : order) {
        sorted.push_back(std::move(rows[at]));
    }
    return sorted;
}

void encode_typed(json::writer& to, std::string_view type, const std::string& data) {
    to.begin_object();
    to.member("type", type);
    to.member("data", data);
    to.end_object();
}

void encode_todays_from(json::writer& to, const model::mapping_source& from) {
    if (const auto* column = std::get_if<model::column_source>(&from)) {
        encode_typed(to, "column", column->name);
    } else if (const auto* liquid = std::get_if<model::liquid_source>(&from)) {
        encode_typed(to, "liquid_template", liquid->text);
    } else if (const auto* fact = std::get_if<model::metadata_source>(&from)) {
        encode_typed(to, "sync_metadata", fact->key);
    } else if (const auto* membership = std::get_if<model::membership_source>(&from)) {
        to.begin_object().member("type", "segment_membership");
        to.key("data").begin_object().member("identify_by", membership->identify_by).end_object();
        to.end_object();
    } else if (const auto* constant = std::get_if<model::constant_source>(&from)) {
        to.begin_object().member("type", "constant_value");
        to.key("data");
        encode_constant(to, *constant, "basic_type");
        to.end_object();
    } else {
        to.raw(std::get<model::opaque_source>(from).json);
    }
}

void encode_row(json::writer& to, const model::mapping& mapping) {
    to.begin_object();
    to.key("from");
    encode_todays_from(to, mapping.from);
    to.member("to", mapping.to);
    to.if_set("is_primary_identifier", mapping.is_primary_identifier);
    to.if_set("generate_field", mapping.generate_field);
    to.if_stated("field_type", mapping.field_type);
    to.if_stated("array_field", mapping.array_field);
    to.if_set("preserve_values", mapping.preserve_values);
    to.if_stated("sync_null_values", mapping.sync_null_values);
    to.if_stated("follow_source_type", mapping.follow_source_type);
    to.if_stated("operation", mapping.operation);
    to.if_stated("lookup_object", mapping.lookup_object);
    to.if_stated("lookup_field", mapping.lookup_field);
    to.end_object();
}

/// `desired`, and what it does not state as `live` has it.
model::mapping with_unstated(const model::mapping& desired, const model::mapping& live) {
    model::mapping whole = desired;
    if (!whole.sync_null_values) {
        whole.sync_null_values = live.sync_null_values;
    }
    if (!whole.array_field) {
        whole.array_field = live.array_field;
    }
    if (!whole.follow_source_type) {
        whole.follow_source_type = live.follow_source_type;
    }
    if (whole.field_type.empty()) {
        whole.field_type = live.field_type;
    }
    return whole;
}

}  // namespace

std::vector<model::mapping> decode_today_mappings(const json::reader& sync) {
    std::vector<model::mapping> rows;
    std::vector<std::optional<std::int64_t>> positions;
    if (sync.look("mappings") == json::presence::null) {
        return rows;
    }
    sync.required_each("mappings", [&](const json::reader& row) {
        rows.push_back(decode_row(row));
        positions.push_back(row.integer("position"));
    });
    return in_order(std::move(rows), positions);
}

void encode_today_mappings(json::writer& to, const std::vector<model::mapping>& desired,
                           const std::vector<model::mapping>& live) {
    to.begin_array();
    for (const model::mapping& mapping : desired) {
        const auto there = std::ranges::find(live, mapping.to, &model::mapping::to);
        encode_row(to, there == live.end() ? mapping : with_unstated(mapping, *there));
    }
    to.end_array();
}

}  // namespace censusctl::census
