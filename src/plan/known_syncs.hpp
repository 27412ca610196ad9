#pragma once
#include <string>
#include <vector>

#include "plan/matching.hpp"
#include "plan/plan.hpp"

namespace censusctl::plan {

/// What was declared before, as a base knows it.
struct known_syncs {
    std::string name;  ///< what knows it, as a message says it: "'main' (0123456789ab)"
    std::vector<declared_identity> syncs;
    /// Whether all of it reached the workspace: a journal says so. What a commit holds may never have been
    /// applied.
    bool applied{false};
};

/// What these syncs are called, and which live ones they are, for a later plan to know. Those whose names
/// could be looked up have a spec; without `with_specs` none has, which takes no memory where no later plan
/// will know them.
[[nodiscard]] std::vector<declared_identity> identities_of(
    const std::vector<validation::resolved_sync>& declared, const std::vector<model::live_sync>& live,
    const matches& found, bool with_specs = true);

/// What an apply of `made` leaves to be known of what is `declared`: the spec of a sync is what the files say
/// where it is so in the workspace by then, else what `before` knows of it, if anything. A sync that is
/// blocked or has errors was not brought to what its file says.
[[nodiscard]] std::vector<declared_identity> known_after(std::vector<declared_identity> declared,
                                                         const plan& made, const known_syncs* before);

/// Adds what `before` knows of syncs that are not in `known`: an apply of a part of the files says nothing of
/// the rest of them. `trusted`: whether it reached the workspace; else no more than keys, labels and ids are
/// taken.
void keep_known(std::vector<declared_identity>& known, const known_syncs& before, bool trusted);

}  // namespace censusctl::plan
