#include "plan/ownership_scope.hpp"

#include <algorithm>
#include <string>

namespace censusctl::plan {

ownership_scope::ownership_scope(const manifest::ownership& owned, const model::catalogue& metadata)
    : owned_(owned) {
    for (const auto& named : owned.connections) {
        for (const std::size_t at : model::find_destinations(metadata, named.value)) {
            connections_.push_back(metadata.destinations[at].id);
        }
    }
}

bool ownership_scope::owns(const model::sync_spec& spec) const {
    if (owned_.all) {
        return true;
    }
    const bool connected =
        owned_.connections.empty() ||
        std::ranges::find(connections_, spec.destination.connection_id) != connections_.end();
    return stated() && connected && owned_.fits_label(spec.label);
}

void check_ownership(const std::vector<validation::resolved_sync>& declared, const ownership_scope& scope,
                     diagnostics::collector& problems) {
    if (!scope.stated()) {
        return;
    }
    for (const validation::resolved_sync& sync : declared) {
        if (!sync.spec || scope.owns(*sync.spec)) {
            continue;
        }
        diagnostics::diagnostic& problem =
            problems.report(diagnostics::code::outside_ownership, sync.declared->key.where,
                            "sync '" + sync.declared->key.value + "' is outside of what these files own");
        problem.sync = sync.declared->key.value;
        problem.hints.emplace_back("move it to the files that own it, or widen `policy: ownership`");
        problem.notes.push_back({scope.where(), "this says what these files own"});
    }
}

}  // namespace censusctl::plan
