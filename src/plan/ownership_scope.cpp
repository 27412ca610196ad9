#include "plan/ownership_scope.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "text/suggest.hpp"

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

bool check_owned_connections(const manifest::ownership& owned, const model::catalogue& metadata,
                             diagnostics::collector& problems) {
    std::vector<std::string_view> names;
    for (const model::destination_connection& destination : metadata.destinations) {
        names.emplace_back(destination.name);
    }
    bool all = true;
    for (const auto& named : owned.connections) {
        if (!model::find_destinations(metadata, named.value).empty()) {
            continue;
        }
        all = false;
        const std::string shown =
            named.value.id ? std::to_string(*named.value.id) : "'" + named.value.name + "'";
        diagnostics::diagnostic& problem =
            problems.report(diagnostics::code::destination_connection_unknown, named.where,
                            "the workspace has no destination " + shown + ", which `ownership` names");
        if (std::string hint = text::did_you_mean(named.value.name, names); !hint.empty()) {
            problem.hints.push_back(std::move(hint));
        }
        problem.hints.emplace_back("`censusctl list destinations` names them");
    }
    return all;
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

void report_outside(const ownership_scope& scope, diagnostics::span entry, const model::live_sync& live,
                    diagnostics::collector& problems) {
    diagnostics::diagnostic& problem =
        problems.report(diagnostics::code::outside_ownership, entry,
                        "sync " + std::to_string(live.id) + " is outside of what these files own");
    problem.hints.emplace_back("it is for the files that own it to remove it");
    problem.notes.push_back({scope.where(), "this says what these files own"});
}

}  // namespace censusctl::plan
