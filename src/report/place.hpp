#pragma once
#include <string>

#include "diagnostics/source_map.hpp"
#include "diagnostics/span.hpp"

namespace censusctl::report {

/// "path:line:column", the path escaped; empty where the place is not known.
[[nodiscard]] std::string place_of(const diagnostics::span& where, const diagnostics::source_map& sources);

/// The same from the root of the repository on, for readers who have only that in sight.
[[nodiscard]] std::string place_in_repository(const diagnostics::span& where,
                                              const diagnostics::source_map& sources);

/// Whether a place is one of a file that was read.
[[nodiscard]] bool stands_in_file(const diagnostics::span& where, const diagnostics::source_map& sources);

}  // namespace censusctl::report
