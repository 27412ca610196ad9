#pragma once
#include <string>
#include <string_view>

namespace censusctl::sandbox {

/// The name of the field that `sync_all_properties` makes of a column (POST /syncs, `field_normalization`):
/// FIRST_NAME is "First Name" in start_case, "first name" in lower_case, "FIRST NAME" in upper_case,
/// "firstName" in camel_case, "first_name" in snake_case, and itself with match_source_names. The API
/// reference gives the words only; these spellings are ours.
[[nodiscard]] std::string normalized_field_name(std::string_view column, std::string_view normalization);

}  // namespace censusctl::sandbox
