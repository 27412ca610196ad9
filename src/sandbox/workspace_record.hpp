#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sandbox/generation.hpp"

namespace censusctl::sandbox {

/// A reply that a workspace gave to a read.
struct recorded_reply {
    std::string target;  ///< path and query below the base URL: "/syncs?page=1"
    std::string body;
};

/// What is known of a workspace from what it answered.
struct workspace_record {
    std::vector<recorded_reply> replies;     ///< in the order in which they came; a later one counts
    generation spoken{generation::of_2021};  ///< in which it was asked
    std::vector<std::int64_t> sync_ids;      ///< the syncs that it has; rows of others have gone meanwhile
};

}  // namespace censusctl::sandbox
