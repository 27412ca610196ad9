#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "sandbox/stored_sync.hpp"

namespace censusctl::sandbox {

/// Whether the text is a cron expression of five fields: minute, hour, day of the month, month, day of the
/// week (UTC). Lists, ranges, steps and `*` are taken, and names of months and days.
[[nodiscard]] bool is_cron(std::string_view text);

/// What V1 computes beside a cron expression: the first minute and hour that it names (0 for `*`), and a day
/// where it names one. `text` must be a cron expression.
[[nodiscard]] stored_schedule computed_parts(std::string_view text);

}  // namespace censusctl::sandbox
