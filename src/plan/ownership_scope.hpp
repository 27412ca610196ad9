#pragma once
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "manifest/policy.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"
#include "validation/resolver.hpp"

namespace censusctl::plan {

/// `policy: ownership` against a workspace: for which syncs these files speak (contract, section 6).
class ownership_scope {
public:
    /// `owned` must outlive it. A connection that `metadata` does not have owns nothing.
    ownership_scope(const manifest::ownership& owned, const model::catalogue& metadata);

    /// Whether the files say what they own at all. Where they do not, nothing is pruned, and nothing refused.
    [[nodiscard]] bool stated() const noexcept { return owned_.stated(); }
    [[nodiscard]] diagnostics::span where() const noexcept { return owned_.where; }
    [[nodiscard]] bool owns(const model::sync_spec& spec) const;

private:
    const manifest::ownership& owned_;
    std::vector<model::connection_id> connections_;
};

/// Reports destination-connection-unknown for each connection of the ownership that the workspace does not
/// have: it would own nothing, in silence. Whether all are there.
[[nodiscard]] bool check_owned_connections(const manifest::ownership& owned, const model::catalogue& metadata,
                                           diagnostics::collector& problems);

/// Reports outside-ownership for each declared sync that the files do not own. Those whose names could not be
/// looked up have errors already.
void check_ownership(const std::vector<validation::resolved_sync>& declared, const ownership_scope& scope,
                     diagnostics::collector& problems);

/// Reports outside-ownership for an entry of `removed:` that means a live sync which the files do not own.
void report_outside(const ownership_scope& scope, diagnostics::span entry, const model::live_sync& live,
                    diagnostics::collector& problems);

}  // namespace censusctl::plan
