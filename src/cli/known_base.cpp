#include "cli/known_base.hpp"

#include "apply/interrupted_apply.hpp"
#include "apply/journal.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

plan::known_syncs declared_in(const last_applied& base, const std::vector<model::live_sync>& live) {
    std::vector<validation::resolved_sync> syncs(base.declared.syncs.size());
    for (std::size_t at = 0; at < syncs.size(); ++at) {
        syncs[at].declared = &base.declared.syncs[at];
    }
    diagnostics::collector of_the_past;
    const plan::matches found = plan::match_syncs(syncs, live, of_the_past);
    return {"'" + base.name + "'", plan::identities_of(syncs, live, found)};
}

}  // namespace

std::optional<plan::known_syncs> known_before(const context& invocation,
                                              const std::optional<last_applied>& base,
                                              const std::vector<model::live_sync>& live,
                                              const plan::workspace_identity& here) {
    if (base) {
        return declared_in(*base, live);
    }
    auto newest = apply::newest_apply(apply::journal_folder(invocation.options.directory), here);
    if (!newest) {
        return std::nullopt;
    }
    return plan::known_syncs{"the apply of " + newest->started_at, std::move(newest->plan.declared)};
}

}  // namespace censusctl::cli
