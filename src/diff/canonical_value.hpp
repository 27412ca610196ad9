#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/sync.hpp"

/// The one spelling that each kind of value is brought into before two are compared.
namespace censusctl::diff {

/// "sunday" and "SUNDAY" are "Sunday".
[[nodiscard]] std::string canonical_day(std::string_view day);

/// Null is 0, and so is 24, which the API accepts.
[[nodiscard]] std::int64_t canonical_hour(const std::optional<std::int64_t>& hour) noexcept;

/// Null is 0.
[[nodiscard]] std::int64_t canonical_minute(const std::optional<std::int64_t>& minute) noexcept;

/// "never" where nothing is stated.
[[nodiscard]] std::string_view canonical_frequency(const model::schedule& schedule) noexcept;

/// The parts of a schedule that its frequency gives a meaning to. A frequency of a later API generation is
/// taken to use them all.
struct schedule_parts {
    bool day{false};
    bool hour{false};
    bool minute{false};
    bool cron{false};
};
[[nodiscard]] schedule_parts parts_used(const model::schedule& schedule) noexcept;

/// A constant's value in the one spelling of its type: numbers by value, datetimes as instants in UTC,
/// booleans in lower case, texts as they are. What its type cannot read stays as written. `type` in lower
/// case.
[[nodiscard]] std::string canonical_constant(std::string_view type, std::string_view value);

/// Appends "name=value" and a line end; line ends and backslashes in the value are escaped, so that no two
/// values give the same line.
void append_canonical_line(std::string& to, std::string_view name, std::string_view value);

}  // namespace censusctl::diff
