#include "diff/mappings.hpp"

#include <array>
#include <utility>

#include "diff/attributes.hpp"
#include "diff/canonical_value.hpp"
#include "json/canonical.hpp"
#include "model/attributes.hpp"

namespace censusctl::diff {
namespace {

using model::mapping;

/// The rule of a row of the table. It is kept in the type, so that a rule is but functions.
template <std::size_t Row>
struct rule_of {
    static constexpr const model::attribute_row<mapping>& row = model::attributes_of<mapping>()[Row];
    static constexpr bool is_flag = std::holds_alternative<bool mapping::*>(row.member);

    static attribute_value raw(const mapping& self) {
        if constexpr (is_flag) {
            return self.*std::get<bool mapping::*>(row.member);
        } else {
            return text_or_null(self.*std::get<std::string mapping::*>(row.member));
        }
    }
    static std::string canonical(const mapping& self) {
        if constexpr (is_flag) {
            return self.*std::get<bool mapping::*>(row.member) ? "true" : "false";
        } else {
            return self.*std::get<std::string mapping::*>(row.member);
        }
    }
    static bool is_default(const mapping& self) { return canonical(self) == row.standard; }

    static constexpr mapping_attribute make() {
        return {row.id, raw, canonical, is_default,
                is_flag ? "Compared as true or false; absent is false."
                        : "Compared as written; null, absent and empty are the same."};
    }
};

/// The first rows are `from` and `to`, which tell what is mapped to what.
constexpr std::size_t first_row = 2;

template <std::size_t... At>
consteval auto rules_of_rows(std::index_sequence<At...> /*rows*/) {
    return std::array{rule_of<first_row + At>::make()...};
}

constexpr auto rules =
    rules_of_rows(std::make_index_sequence<model::attributes_of<mapping>().size() - first_row>());
static_assert(model::attributes_of<mapping>()[first_row - 1].id == model::attribute::mapping_to);

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
    return rules;
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
    for (const mapping_attribute& attribute : rules) {
        append_canonical_line(text, model::path_of(attribute.id), attribute.canonical(self));
    }
    return text;
}

}  // namespace censusctl::diff
