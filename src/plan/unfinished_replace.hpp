#pragma once
#include <cstdint>
#include <string>

namespace censusctl::plan {

/// A replacement of which an earlier apply did one half: the new sync was made, and the old one is still
/// there. Only the journal of that apply can tell the two apart.
struct unfinished_replace {
    std::string sync;  ///< the key that the files had for it
    std::int64_t old_id{0};
    std::int64_t new_id{0};
    friend bool operator==(const unfinished_replace&, const unfinished_replace&) = default;
};

}  // namespace censusctl::plan
