#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace censusctl::report {

/// What a cron expression says, and when the next three runs are: "every 4 hours; next at 2026-11-27 08:00,
/// 12:00 and 16:00 UTC". Without `now` the first part alone; empty for what is no cron expression.
[[nodiscard]] std::string cron_note(std::string_view expression, std::optional<std::chrono::sys_seconds> now);

}  // namespace censusctl::report
