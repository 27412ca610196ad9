#pragma once
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "manifest/declaration.hpp"
#include "validation/resolver.hpp"

namespace censusctl::validation {

/// Who says whether a sync may do without a primary identifier.
enum class missing_keys {
    by_files,    ///< the files alone: every operation but append needs one, and mirror may
    by_metadata  ///< left to `check_metadata`, which knows what the object of the destination says
};

/// The rules that need no metadata: labels, primary identifiers, lookups' completeness, schedules, `after`.
/// `elsewhere`: keys of syncs that are kept to other environments, and so are none of `syncs`.
void check_structure(const std::vector<manifest::declared_sync>& syncs, diagnostics::collector& problems,
                     missing_keys keys = missing_keys::by_files,
                     const std::vector<diagnostics::located<std::string>>& elsewhere = {});

/// The rules that need metadata: columns, fields, keys, operations, arrays, lookups, constants. A sync whose
/// object or source could not be resolved is not judged further on that side; a list that was not fetched, or
/// is empty, or lacks a file that a sync makes, gives one `metadata-missing` warning and refuses nothing.
void check_metadata(const std::vector<resolved_sync>& syncs, diagnostics::collector& problems);

}  // namespace censusctl::validation
