#pragma once
#include <string_view>

#include "model/catalogue.hpp"

/// What the words that warehouses and destinations have for types mean, as far as rules need it.
namespace censusctl::validation {

/// Kinds of values. `unknown` fits everything: texts too, since both sides convert them.
enum class type_family { unknown, number, boolean, datetime, array };

/// "number", "boolean", "datetime", "array"; "anything" for unknown.
[[nodiscard]] std::string_view to_string(type_family family) noexcept;

/// The family of a field's type: "Number", "int", "DateTime" … (GET
/// /destinations/[ID]/objects/[OBJECT_FULL_NAME]).
[[nodiscard]] type_family field_family(const model::field& field);

/// The family of a column's type, the warehouse's own text: "text (2000)", "NUMBER(38,0)", "timestamp_ntz"
/// (GET /sources/[ID]/models/[ID]).
[[nodiscard]] type_family column_family(std::string_view type);

/// Whether a column of one family can fit a field of the other. Doubt is in favour of the file: numbers go
/// into booleans (0 and 1) and datetimes (seconds), texts and what is not known go anywhere.
[[nodiscard]] bool can_fit(type_family column, type_family field) noexcept;

/// Whether `field_behavior: sync_all_properties` fills this field: some column has its name, once both are
/// written without capitals, spaces and signs, as every way of naming fields leaves them.
[[nodiscard]] bool is_filled_by_columns(const model::field& field, const model::source_object& object);

}  // namespace censusctl::validation
