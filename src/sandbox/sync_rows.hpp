#pragma once
#include <string>

#include "sandbox/generation.hpp"
#include "sandbox/workspace.hpp"

namespace censusctl::sandbox {

/// The sync as GET /syncs/[ID] of this generation shows it, as JSON text. One that was copied from somebody's
/// workspace is shown as it was spelt there, but for what has changed since.
[[nodiscard]] std::string sync_json(const sync_record& record, const workspace& space, generation spoken);

/// "Ready", "Up to Date" or "Failing", by the newest run that has ended.
[[nodiscard]] std::string status_of(const sync_record& record, const workspace& space);

}  // namespace censusctl::sandbox
