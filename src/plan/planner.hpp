#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/selection.hpp"
#include "model/catalogue.hpp"
#include "plan/known_syncs.hpp"
#include "plan/matching.hpp"
#include "plan/plan.hpp"
#include "validation/resolver.hpp"

namespace censusctl::plan {

/// What the user allows beyond the defaults.
struct planner_options {
    workspace_identity workspace;
    bool allow_duplicates{
        false};  ///< `--allow-duplicates`: create although a live sync looks like this one renamed
    /// `removed:` of the files; must outlive the planning. Null: none.
    const std::vector<manifest::declared_removal>* removed{nullptr};
    /// `policy: ownership`, and what it names its connections in; must outlive the planning. Null: none.
    const manifest::ownership* owned{nullptr};
    const model::catalogue* metadata{nullptr};
    /// The syncs and removals that the plan is about; must outlive the planning. Null: all.
    const manifest::selection* selected{nullptr};
    bool prune{false};       ///< `--prune`: delete what is owned and not declared
    bool tell_owned{false};  ///< report owned-unmanaged where it is not pruned
    /// The generation's last day ("2027-01-15") where it is over: an empty list is not believed then.
    std::string_view retired_since{};
    /// `--allow-replace`: make a new sync in place of one that no update can make as declared.
    bool allow_replace{false};
    std::set<std::string> owed{};  ///< keys of syncs whose run an interrupted apply did not come to
    std::vector<unfinished_replace> replacing{};  ///< what an interrupted apply did one half of
    /// What was declared before, by which differences are told apart; must outlive the planning. Null: not
    /// known.
    const known_syncs* base{nullptr};
    /// What becomes of a difference that only the workspace has made; without a base there is none. It
    /// concerns creates, updates and blocked syncs: deletes are named by the files, or by a flag.
    manifest::drift_choice drift{manifest::drift_choice::overwrite};
};

/// A plan, and which live sync each declared one was found to be when it was made.
struct matched_plan {
    plan todo;
    matches found;
};

/// Matches the declared syncs to the live ones (contract, section 3), compares, and makes the plan. Pure.
/// `live` is by ascending id. Problems (`label-ambiguous`, `id-unknown`, `sync-renamed`, `workspace-drift`)
/// are added to `problems`, whose sorted whole becomes the plan's diagnostics; a sync with a problem, or
/// without a spec, gets no action. The parents that `declared` name by key get the ids of what they were
/// found to be. The plan id depends on content only: not on places, file names or the order of the files.
[[nodiscard]] matched_plan make_plan(std::vector<validation::resolved_sync>& declared,
                                     const std::vector<model::live_sync>& live,
                                     const model::capabilities& can, const planner_options& options,
                                     diagnostics::collector problems);

}  // namespace censusctl::plan
