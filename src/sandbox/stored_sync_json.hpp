#pragma once
#include "sandbox/document.hpp"
#include "sandbox/stored_sync.hpp"

namespace censusctl::sandbox {

/// A stored sync as a state file keeps it: our own spelling, no generation's. What has its plainest value is
/// left out.
[[nodiscard]] boost::json::object to_json(const stored_sync& sync);

/// Reads that back. Throws `document_error`.
[[nodiscard]] stored_sync read_stored_sync(const node& from);

}  // namespace censusctl::sandbox
