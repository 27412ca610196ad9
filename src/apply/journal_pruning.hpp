#pragma once
#include <filesystem>

namespace censusctl::apply {

/// Removes old closed journals: all but the newest twenty, and but those that a later plan is judged by.
/// These are the applies to each workspace since the last one that went well, with that one: by it is known
/// whose a difference is, however many triggers and applies elsewhere came after it. Two hundred are kept at
/// most. What cannot be read or removed is passed over.
void prune_journals(const std::filesystem::path& folder);

}  // namespace censusctl::apply
