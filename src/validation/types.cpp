#include "validation/types.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "text/ascii.hpp"

namespace censusctl::validation {
namespace {

using named_family = std::pair<std::string_view, type_family>;

constexpr std::array families{
    named_family{"number", type_family::number},
    named_family{"numeric", type_family::number},
    named_family{"integer", type_family::number},
    named_family{"int", type_family::number},
    named_family{"int2", type_family::number},
    named_family{"int4", type_family::number},
    named_family{"int8", type_family::number},
    named_family{"int64", type_family::number},
    named_family{"bigint", type_family::number},
    named_family{"smallint", type_family::number},
    named_family{"tinyint", type_family::number},
    named_family{"float", type_family::number},
    named_family{"float4", type_family::number},
    named_family{"float8", type_family::number},
    named_family{"float64", type_family::number},
    named_family{"double", type_family::number},
    named_family{"real", type_family::number},
    named_family{"decimal", type_family::number},
    named_family{"currency", type_family::number},
    named_family{"percent", type_family::number},
    named_family{"boolean", type_family::boolean},
    named_family{"bool", type_family::boolean},
    named_family{"date", type_family::datetime},
    named_family{"datetime", type_family::datetime},
    named_family{"timestamp", type_family::datetime},
    named_family{"timestamptz", type_family::datetime},
    named_family{"timestamp_ntz", type_family::datetime},
    named_family{"timestamp_ltz", type_family::datetime},
    named_family{"timestamp_tz", type_family::datetime},
    named_family{"array", type_family::array},
};

/// The first word, in lower case: "NUMBER(38,0)" is "number".
std::string first_word(std::string_view type) {
    std::string word;
    for (const char character : type) {
        const char lower = text::lower(character);
        const bool part = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || lower == '_';
        if (!part) {
            break;
        }
        word += lower;
    }
    return word;
}

type_family family_of(std::string_view type) {
    if (type.ends_with("[]")) {
        return type_family::array;  // PostgreSQL: integer[]
    }
    const std::string word = first_word(type);
    const auto* found = std::find_if(families.begin(), families.end(),
                                     [&](const named_family& family) { return family.first == word; });
    return found == families.end() ? type_family::unknown : found->second;
}

/// A name without capitals, spaces and signs.
std::string bare(std::string_view name) {
    std::string text;
    for (const char character : name) {
        const char lower = text::lower(character);
        const bool sign = static_cast<unsigned char>(lower) < 0x80 && !(lower >= 'a' && lower <= 'z') &&
                          !(lower >= '0' && lower <= '9');
        if (!sign) {
            text += lower;
        }
    }
    return text;
}

}  // namespace

std::string_view to_string(type_family family) noexcept {
    switch (family) {
        case type_family::number:
            return "number";
        case type_family::boolean:
            return "boolean";
        case type_family::datetime:
            return "datetime";
        case type_family::array:
            return "array";
        case type_family::unknown:
            break;
    }
    return "anything";
}

type_family field_family(const model::field& field) {
    return field.array ? type_family::array : family_of(field.type);
}

type_family column_family(std::string_view type) {
    return family_of(type);
}

bool can_fit(type_family column, type_family field) noexcept {
    if (column == field || column == type_family::unknown || field == type_family::unknown) {
        return true;
    }
    return column == type_family::number && field != type_family::array;
}

bool is_filled_by_columns(const model::field& field, const model::source_object& object) {
    const std::string wanted = bare(field.full_name);
    return std::any_of(object.columns.begin(), object.columns.end(),
                       [&](const model::column& column) { return bare(column.name) == wanted; });
}

}  // namespace censusctl::validation
