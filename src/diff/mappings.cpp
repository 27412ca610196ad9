#include "diff/mappings.hpp"

#include <array>

#include "diff/attributes.hpp"
#include "diff/canonical_value.hpp"
#include "json/canonical.hpp"

namespace censusctl::diff {
namespace {

using model::mapping;

constexpr std::string_view flag_rule = "Compared as true or false; absent is false.";
constexpr std::string_view text_rule = "Compared as written; null, absent and empty are the same.";

template <bool mapping::*Flag>
constexpr mapping_attribute flag(std::string_view name) {
    return {name, [](const mapping& self) -> attribute_value { return self.*Flag; },
            [](const mapping& self) { return std::string(self.*Flag ? "true" : "false"); },
            [](const mapping& self) { return !(self.*Flag); }, flag_rule};
}

template <std::string mapping::*Text>
constexpr mapping_attribute text(std::string_view name) {
    return {name, [](const mapping& self) { return text_or_null(self.*Text); },
            [](const mapping& self) { return self.*Text; },
            [](const mapping& self) { return (self.*Text).empty(); }, text_rule};
}

constexpr std::array<mapping_attribute, 6> attributes{{
    flag<&mapping::is_primary_identifier>("is_primary_identifier"),
    flag<&mapping::generate_field>("generate_field"),
    flag<&mapping::preserve_values>("preserve_values"),
    text<&mapping::operation>("operation"),
    text<&mapping::lookup_object>("lookup_object"),
    text<&mapping::lookup_field>("lookup_field"),
}};

bool same_constant(const model::constant_source& desired, const model::constant_source& live) {
    if (!same_but_for_case(desired.type, live.type)) {
        return false;
    }
    if (desired.value == live.value) {
        return true;
    }
    const std::string type = canonical_type(desired);
    return type != "text" && canonical_constant(type, desired.value) == canonical_constant(type, live.value);
}

/// A type of the API has no spaces; one that the server made up must not run into the value.
std::string without_spaces(const std::string& type) {
    std::string safe;
    for (const char one : type) {
        if (one == ' ' || one == '\\') {
            safe += '\\';
        }
        safe += one == ' ' ? '_' : one;
    }
    return safe;
}

}  // namespace

std::span<const mapping_attribute> mapping_attributes() {
    return attributes;
}

bool same_from(const model::mapping_source& desired, const model::mapping_source& live) {
    if (desired.index() != live.index()) {
        return false;
    }
    if (const auto* column = std::get_if<model::column_source>(&desired)) {
        return *column == std::get<model::column_source>(live);
    }
    if (const auto* constant = std::get_if<model::constant_source>(&desired)) {
        return same_constant(*constant, std::get<model::constant_source>(live));
    }
    return json::same(std::get<model::opaque_source>(desired).json,
                      std::get<model::opaque_source>(live).json);
}

bool same_mapping(const mapping& desired, const mapping& live) {
    return desired.is_primary_identifier == live.is_primary_identifier &&
           desired.generate_field == live.generate_field && desired.preserve_values == live.preserve_values &&
           desired.operation == live.operation && desired.lookup_object == live.lookup_object &&
           desired.lookup_field == live.lookup_field && same_from(desired.from, live.from);
}

std::string shown_from(const model::mapping_source& from) {
    if (const auto* column = std::get_if<model::column_source>(&from)) {
        return column->name;
    }
    if (const auto* constant = std::get_if<model::constant_source>(&from)) {
        return "constant '" + constant->value + "' (" + constant->type + ")";
    }
    return std::get<model::opaque_source>(from).json;
}

std::string canonical_type(const model::constant_source& constant) {
    return lower_case(constant.type);
}

std::string canonical_from(const model::mapping_source& from) {
    if (const auto* column = std::get_if<model::column_source>(&from)) {
        return "column " + column->name;
    }
    if (const auto* constant = std::get_if<model::constant_source>(&from)) {
        const std::string type = canonical_type(*constant);
        return "constant " + without_spaces(type) + ' ' + canonical_constant(type, constant->value);
    }
    return "opaque " + json::canonical(std::get<model::opaque_source>(from).json);
}

std::string canonical_mapping(const mapping& self) {
    std::string text;
    append_canonical_line(text, "from", canonical_from(self.from));
    for (const mapping_attribute& attribute : attributes) {
        append_canonical_line(text, attribute.name, attribute.canonical(self));
    }
    return text;
}

}  // namespace censusctl::diff
