#pragma once
#include <unordered_map>
#include <vector>

#include "plan/drift.hpp"
#include "plan/matching.hpp"

namespace censusctl::plan {

/// Tells which side has left what was last applied: a side has moved where it differs from the base.
class drift_attribution {
public:
    /// Both must outlive it. The parents that the base names by key are linked to the live syncs.
    drift_attribution(drift_base& base, const std::vector<model::live_sync>& live);

    /// A sync whose file and live sync differ: fills in each field, and the sync as a whole.
    void changed(drift_sync& sync, const model::sync_spec& declared, std::size_t live,
                 const diff::comparison_context& context) const;
    /// A declared sync that is not there: new in the files, found otherwise by them, or gone.
    [[nodiscard]] moved_side missing(std::string_view key) const;
    /// A live sync that no file claims: dropped from the files, or made by hand.
    [[nodiscard]] moved_side unmanaged(std::size_t live) const;

private:
    const drift_base& base_;
    const std::vector<model::live_sync>& live_;
    matches found_;
    std::unordered_map<std::string_view, std::size_t> by_key_;  ///< index of a base's sync
    std::vector<std::size_t> by_live_;                          ///< the same by index of the live syncs
};

}  // namespace censusctl::plan
