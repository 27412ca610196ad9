#pragma once
#include <chrono>
#include <string_view>

namespace censusctl::model {

/// Whether a generation that retires on `day` ("2027-01-15", as `capabilities::retires` has it) is served no
/// more `today` (UTC); never where no day is announced, or `day` is none.
[[nodiscard]] bool is_retired(std::string_view day, std::chrono::sys_days today);

}  // namespace censusctl::model
