#pragma once
#include <cstdint>
#include <vector>

#include "model/attribute.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// A change of a live sync, for PATCH /syncs/[ID]: only the keys that differ are sent, and each of them
/// whole, since the API merges the top level and replaces what is nested.
struct sync_patch {
    std::int64_t id{0};
    model::sync_spec desired;
    /// As it was read just before: what the server keeps within a key and no file states goes back with it.
    model::live_sync live;
    /// The attributes of the file format's top level that differ, in its order: `paused`, `schedule`,
    /// `mappings`.
    std::vector<model::attribute> keys;
    /// Whether the object tells names of fields apart by their case.
    bool case_sensitive_fields{true};
};

}  // namespace censusctl::census
