#include "cli/known_base.hpp"

#include <algorithm>
#include <utility>

#include "apply/interrupted_apply.hpp"
#include "apply/journal.hpp"
#include "cli/command_failure.hpp"
#include "cli/pipeline.hpp"
#include "plan/matching.hpp"
#include "validation/resolver.hpp"

namespace censusctl::cli {
namespace {

/// The base's names are looked up in the same metadata; what it names that is not there any more is simply
/// not known.
plan::known_syncs declared_in(const last_applied& base, const std::vector<model::live_sync>& live,
                              const model::catalogue& metadata) {
    diagnostics::collector of_the_past;
    const std::vector<validation::resolved_sync> syncs =
        validation::resolve(base.declared.syncs, metadata, of_the_past);
    const plan::matches found = plan::match_syncs(syncs, live, of_the_past);
    return {"'" + base.name + "'", plan::identities_of(syncs, live, found)};
}

plan::known_syncs declared_by(apply::interrupted_apply journal, bool applied) {
    return {"the apply of " + journal.started_at, std::move(journal.plan.declared), applied};
}

/// An older version wrote down no more than keys, labels and ids, by which no difference can be told apart.
bool has_specs(const apply::interrupted_apply& journal) {
    return std::ranges::any_of(journal.plan.declared,
                               [](const plan::declared_identity& sync) { return sync.spec.has_value(); });
}

bool asks_for_last(const context& invocation) {
    return invocation.options.base == last_applied_word;
}

}  // namespace

void read_base(const context& invocation, loaded_project& project) {
    if (!invocation.options.base || asks_for_last(invocation)) {
        return;
    }
    project.applied =
        read_last_applied(invocation, *invocation.options.base, project.declared.config.token_env.value);
    project.read_along = project.applied->declared.syncs;
}

known_past look_back(const context& invocation, const std::optional<last_applied>& base,
                     const std::vector<model::live_sync>& live, const model::catalogue& metadata,
                     const plan::workspace_identity& here) {
    known_past past;
    if (base) {
        past.base = declared_in(*base, live, metadata);
        return past;
    }
    apply::known_applies known =
        apply::newest_applies(apply::journal_folder(invocation.options.directory), here);
    const auto take = [&past](std::optional<apply::interrupted_apply>& journal) {
        if (journal && apply::went_well(*journal) && has_specs(*journal)) {
            past.base = declared_by(std::move(*journal), true);
        }
    };
    take(known.went_well);
    if (!past.base) {
        take(known.newest);
    }
    if (past.base) {
        for (plan::declared_identity& sync : past.base->syncs) {
            if (known.unsettled.contains(sync.key)) {
                sync.spec.reset();
            }
        }
    }
    if (known.newest && (!past.base || known.went_well)) {
        past.newest = declared_by(std::move(*known.newest), false);
    }
    if (asks_for_last(invocation) && !past.base) {
        throw command_failure(exit_failed,
                              "--base last-applied: no apply to this workspace that went well is known here",
                              "its journal is in .censusctl/journal; --base REF takes a commit instead");
    }
    return past;
}

}  // namespace censusctl::cli
