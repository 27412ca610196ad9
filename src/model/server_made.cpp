#include "model/server_made.hpp"

#include <string>
#include <string_view>

#include "text/ascii.hpp"

namespace censusctl::model {
namespace {

/// Letters and digits alone, in lower case: by which names that were normalised are still the same.
std::string bare_name(std::string_view name) {
    std::string bare;
    for (const char each : name) {
        const char lower = text::lower(each);
        if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') ||
            static_cast<unsigned char>(each) >= 0x80) {
            bare += lower;
        }
    }
    return bare;
}

}  // namespace

bool is_server_made(const mapping& row) {
    const auto* column = std::get_if<column_source>(&row.from);
    mapping plain;
    plain.from = row.from;
    plain.to = row.to;
    plain.generate_field = row.generate_field;
    plain.field_type = row.field_type;
    plain.array_field = row.array_field;
    plain.follow_source_type = row.follow_source_type;
    if (row.sync_null_values.value_or(true)) {
        plain.sync_null_values = row.sync_null_values;
    }
    return column != nullptr && bare_name(column->name) == bare_name(row.to) && plain == row;
}

bool is_of_unknown_kind(const mapping& row) noexcept {
    return std::holds_alternative<opaque_source>(row.from) && !row.is_primary_identifier;
}

bool is_added_by_hand(const mapping& row) {
    return !row.is_primary_identifier && !std::holds_alternative<compound_key_source>(row.from) &&
           !std::holds_alternative<opaque_source>(row.from) && !is_server_made(row);
}

}  // namespace censusctl::model
