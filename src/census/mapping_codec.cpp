#include "census/mapping_codec.hpp"

#include <boost/json/value.hpp>
#include <optional>

#include "json/canonical.hpp"
#include "json/document.hpp"
#include "json/number.hpp"
#include "text/canonical.hpp"

namespace censusctl::census {
namespace {

namespace bj = boost::json;

/// A string that is there; anything else is absent, and no problem.
std::optional<std::string> string_of(const bj::object& in, bj::string_view key) {
    const auto* found = in.if_contains(key);
    const auto* text = found == nullptr ? nullptr : found->if_string();
    return text == nullptr ? std::nullopt
                           : std::optional<std::string>(std::in_place, text->data(), text->size());
}

/// {"value", "basic_type"} or {"value", "type"}, of a scalar value; absent if the object is another.
std::optional<model::constant_source> constant_of(const bj::object& in) {
    const auto* value = in.if_contains("value");
    auto type = string_of(in, "basic_type");
    if (!type) {
        type = string_of(in, "type");
    }
    if (value == nullptr || !type) {
        return std::nullopt;
    }
    model::constant_source constant;
    constant.type = std::move(*type);
    if (const auto* text = value->if_string()) {
        constant.value.assign(text->data(), text->size());
    } else if (const auto* truth = value->if_bool()) {
        constant.value = *truth ? "true" : "false";
        constant.kind = model::scalar_kind::boolean;
    } else if (value->is_number()) {
        constant.value = json::number_text(*value);
        constant.kind = model::scalar_kind::number;
    } else {
        return std::nullopt;
    }
    return constant;
}

model::mapping_source decode_object(const bj::object& from) {
    if (auto constant = constant_of(from)) {
        return std::move(*constant);
    }
    const auto type = string_of(from, "type");
    const auto* data = from.if_contains("data");
    if (type == "column") {
        if (auto name = string_of(from, "data")) {
            model::column_source column;
            column.name = std::move(*name);
            return column;
        }
    }
    if (type == "constant_value" && data != nullptr && data->is_object()) {
        if (auto constant = constant_of(data->get_object())) {
            return std::move(*constant);
        }
    }
    model::opaque_source opaque;
    opaque.json = json::canonical(from);
    return opaque;
}

model::mapping_source decode_from(const json::reader& row) {
    const json::reader from = row.member("from");
    if (const auto* object = from.value().if_object()) {
        return decode_object(*object);
    }
    if (from.value().is_array()) {
        model::opaque_source opaque;
        opaque.json = json::canonical(from.value());
        return opaque;
    }
    model::column_source column;
    column.name = row.required_text("from");
    return column;
}

/// A number or boolean as the JSON that it is sent as; absent where it is no such value, and sent as text.
std::optional<std::string> literal_of(const model::constant_source& constant) {
    const bool as_written =
        (constant.kind == model::scalar_kind::number && json::is_number(constant.value)) ||
        (constant.kind == model::scalar_kind::boolean &&
         (constant.value == "true" || constant.value == "false"));
    if (as_written) {
        return constant.value;
    }
    return constant.kind == model::scalar_kind::number ? text::canonical_number(constant.value)
                                                       : std::nullopt;
}

void encode_from(json::writer& to, const model::mapping_source& from) {
    if (const auto* column = std::get_if<model::column_source>(&from)) {
        to.value(column->name);
    } else if (const auto* constant = std::get_if<model::constant_source>(&from)) {
        encode_constant(to, *constant, "type");
    } else {
        to.raw(std::get<model::opaque_source>(from).json);
    }
}

}  // namespace

void encode_constant(json::writer& to, const model::constant_source& constant, std::string_view type_key) {
    to.begin_object();
    encode_constant_members(to, constant, type_key);
    to.end_object();
}

void encode_constant_members(json::writer& to, const model::constant_source& constant,
                             std::string_view type_key) {
    to.key("value");
    if (const auto literal = literal_of(constant)) {
        to.raw(*literal);
    } else {
        to.value(constant.value);
    }
    to.key(type_key).value(constant.type);
}

model::mapping decode_mapping(const json::reader& row) {
    model::mapping mapping;
    mapping.from = decode_from(row);
    mapping.to = row.required_text("to");
    mapping.is_primary_identifier = row.flag("is_primary_identifier");
    mapping.generate_field = row.flag("generate_field");
    mapping.preserve_values = row.flag("preserve_values");
    mapping.operation = row.text("operation");
    mapping.lookup_object = row.text("lookup_object");
    mapping.lookup_field = row.text("lookup_field");
    return mapping;
}

void encode_mapping(json::writer& to, const model::mapping& mapping) {
    to.begin_object();
    to.key("from");
    encode_from(to, mapping.from);
    to.key("to").value(mapping.to);
    to.if_set("is_primary_identifier", mapping.is_primary_identifier);
    to.if_set("generate_field", mapping.generate_field);
    to.if_set("preserve_values", mapping.preserve_values);
    to.if_stated("operation", mapping.operation);
    to.if_stated("lookup_object", mapping.lookup_object);
    to.if_stated("lookup_field", mapping.lookup_field);
    to.end_object();
}

}  // namespace censusctl::census
