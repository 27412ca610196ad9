#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/sync.hpp"

namespace censusctl::plan {

/// What a declared live sync has that no file has a word for: never compared, and sent back by an update of
/// what it stands in.
struct workspace_only {
    std::string sync;  ///< key
    std::int64_t sync_id{0};
    std::vector<std::string> paths;  ///< "triggers.airflow", "mappings[EMAIL].from.mask"
};

/// Adds what the live sync of this key has, if it has anything. `desired`: what the files say of it; null:
/// they have errors in it.
void tell_workspace_only(const std::string& key, const model::sync_spec* desired,
                         const model::live_sync& live, std::vector<workspace_only>& told);

/// What goes with a live sync that a new one takes the place of, since no file has a word for it: "; lost
/// with it, since no file has a word for it: source.mask"; empty: nothing.
[[nodiscard]] std::string lost_with(const model::live_sync& live);

}  // namespace censusctl::plan
