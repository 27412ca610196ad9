#pragma once
#include <functional>
#include <string>

#include "diagnostics/log.hpp"

namespace censusctl::cli {

/// Sets up logging to stderr once and gives the sink that the lower stations write to. `level` and `format`
/// are words of
/// --log-level and --log-format. Each line passes `redact` before it is written. Texts are escaped here.
[[nodiscard]] diagnostics::log_sink make_log_sink(const std::string& level, const std::string& format,
                                                  std::function<std::string(std::string_view)> redact);

}  // namespace censusctl::cli
