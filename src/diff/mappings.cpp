#include "diff/mappings.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "diff/attributes.hpp"
#include "diff/canonical_value.hpp"
#include "json/canonical.hpp"
#include "model/attributes.hpp"
#include "text/ascii.hpp"

namespace censusctl::diff {
namespace {

using model::mapping;

/// The rule of a row of the table. It is kept in the type, so that a rule is but functions.
template <std::size_t Row>
struct rule_of {
    static constexpr const model::attribute_row<mapping>& row = model::attributes_of<mapping>()[Row];
    static constexpr bool is_text = std::holds_alternative<std::string mapping::*>(row.member);
    static constexpr bool is_left_alone = row.unstated == model::when_unstated::left_alone;

    /// A flag, where there is one.
    static std::optional<bool> flag(const mapping& self) {
        if constexpr (std::holds_alternative<bool mapping::*>(row.member)) {
            return self.*std::get<bool mapping::*>(row.member);
        } else if constexpr (!is_text) {
            return self.*std::get<std::optional<bool> mapping::*>(row.member);
        } else {
            return std::nullopt;
        }
    }
    static bool effective(const mapping& self) { return flag(self).value_or(row.standard == "true"); }

    static bool same(const mapping& desired, const mapping& live) {
        if (!compared(desired)) {
            return true;
        }
        if constexpr (is_text) {
            constexpr auto member = std::get<std::string mapping::*>(row.member);
            return desired.*member == live.*member;
        } else {
            return effective(desired) == effective(live);
        }
    }

    static attribute_value raw(const mapping& self) {
        if constexpr (is_text) {
            return text_or_null(self.*std::get<std::string mapping::*>(row.member));
        } else if (const std::optional<bool> stated = flag(self)) {
            return *stated;
        } else {
            return nullptr;
        }
    }
    static std::string canonical(const mapping& self) {
        if constexpr (is_text) {
            return self.*std::get<std::string mapping::*>(row.member);
        } else {
            return effective(self) ? "true" : "false";
        }
    }
    static bool compared(const mapping& desired) {
        if constexpr (!is_left_alone) {
            return true;
        } else if constexpr (is_text) {
            return !(desired.*std::get<std::string mapping::*>(row.member)).empty() &&
                   model::has_effect(row, desired);
        } else {
            return flag(desired).has_value() && model::has_effect(row, desired);
        }
    }
    static bool is_default(const mapping& self) { return canonical(self) == row.standard; }

    static std::string_view rule(const mapping& desired) {
        if (!compared(desired)) {
            return "Not compared: the file does not state it, and it is left as the workspace has it.";
        }
        if constexpr (is_text) {
            return "Compared as written; null, absent and empty are the same.";
        } else {
            return row.standard == "true" ? "Compared as true or false; absent is true."
                                          : "Compared as true or false; absent is false.";
        }
    }

    static constexpr mapping_attribute make() {
        return {row.id, raw, same, canonical, compared, is_default, rule};
    }
};

/// The first rows are `from` and `to`, which tell what is mapped to what.
constexpr std::size_t first_row = 2;

template <std::size_t... At>
consteval auto rules_of_rows(std::index_sequence<At...> /*rows*/) {
    return std::array{rule_of<first_row + At>::make()...};
}

constexpr auto mapping_rules =
    rules_of_rows(std::make_index_sequence<model::attributes_of<mapping>().size() - first_row>());
static_assert(model::attributes_of<mapping>()[first_row - 1].id == model::attribute::mapping_to);

bool same_constant(const model::constant_source& desired, const model::constant_source& live) {
    if (!text::same_but_for_case(desired.type, live.type)) {
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
    for (const char character : type) {
        if (character == ' ' || character == '\\') {
            safe += '\\';
        }
        safe += character == ' ' ? '_' : character;
    }
    return safe;
}

}  // namespace

std::span<const mapping_attribute> mapping_attributes() {
    return mapping_rules;
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
    if (const auto* opaque = std::get_if<model::opaque_source>(&desired)) {
        return json::same(opaque->json, std::get<model::opaque_source>(live).json);
    }
    return desired == live;
}

bool same_mapping(const mapping& desired, const mapping& live) {
    return std::all_of(mapping_rules.begin(), mapping_rules.end(),
                       [&](const mapping_attribute& rule) { return rule.same(desired, live); }) &&
           same_from(desired.from, live.from);
}

std::string canonical_type(const model::constant_source& constant) {
    return text::lower_case(constant.type);
}

std::string canonical_from(const model::mapping_source& from) {
    if (const auto* column = std::get_if<model::column_source>(&from)) {
        return "column " + column->name;
    }
    if (const auto* constant = std::get_if<model::constant_source>(&from)) {
        const std::string type = canonical_type(*constant);
        return "constant " + without_spaces(type) + ' ' + canonical_constant(type, constant->value);
    }
    if (const auto* opaque = std::get_if<model::opaque_source>(&from)) {
        return "opaque " + json::canonical(opaque->json);
    }
    return document_text(from);
}

std::string canonical_mapping(const mapping& self, bool whole) {
    std::string text;
    append_canonical_line(text, "from", canonical_from(self.from));
    for (const mapping_attribute& rule : mapping_rules) {
        const bool is_left_alone =
            model::row_of<mapping>(rule.id).unstated == model::when_unstated::left_alone;
        if (is_left_alone ? whole && rule.compared(self) : true) {
            append_canonical_line(text, model::path_of(rule.id), rule.canonical(self));
        }
    }
    return text;
}

bool is_added_key(const mapping& self) noexcept {
    return std::holds_alternative<model::compound_key_source>(self.from);
}

}  // namespace censusctl::diff
