#pragma once
#include "diagnostics/diagnostic.hpp"
#include "manifest/declaration.hpp"

/// primary-identifier-missing, which the files alone can suspect and only metadata decide.
namespace censusctl::validation {

/// Whether the files state no primary identifier where the operation may need one. Not so where there is no
/// mapping at all: that is reported by itself, but for a sync that takes all properties.
[[nodiscard]] bool lacks_key(const manifest::declared_sync& sync);

/// Reports it. The reference is valid until the next.
diagnostics::diagnostic& report_missing_key(const manifest::declared_sync& sync,
                                            diagnostics::collector& problems);

}  // namespace censusctl::validation
