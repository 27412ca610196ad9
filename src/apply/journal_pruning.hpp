#pragma once
#include <filesystem>

namespace censusctl::apply {

/// Removes old closed journals: all but the newest twenty, and but those that a later plan is judged by.
/// These are the last apply to each workspace that went well, by which is known whose a difference is,
/// however many triggers and applies elsewhere came after it, and the later ones that were to change syncs,
/// of which that is not known any more. Sixty are kept at most. What cannot be read or removed is passed
/// over.
void prune_journals(const std::filesystem::path& folder);

}  // namespace censusctl::apply
