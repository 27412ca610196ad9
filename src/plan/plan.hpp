#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diff/compare.hpp"
#include "manifest/policy.hpp"
#include "manifest/selection.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"
#include "plan/moved_side.hpp"
#include "plan/workspace_identity.hpp"
#include "plan/workspace_only.hpp"

namespace censusctl::plan {

/// What is to be done with one sync. `replace`: what no update can write is had by a new sync in place of the
/// old one. `blocked`: a difference that this API generation cannot write. Whoever asks which action it is
/// switches over all of them, with no default, so that the compiler finds the places of a further one.
enum class action { create, update, replace, remove, trigger, blocked };

/// All of them.
inline constexpr std::array<action, 6> actions{action::create, action::update,  action::replace,
                                               action::remove, action::trigger, action::blocked};

/// The word in the plan's JSON: create, update, replace, delete, trigger, blocked.
[[nodiscard]] std::string_view to_string(action what) noexcept;

/// Whether an apply sends anything for it: all but `blocked`.
[[nodiscard]] bool is_write(action what) noexcept;

/// Whether a generation that can do `can` can do it.
[[nodiscard]] bool is_possible(action what, const model::capabilities& can) noexcept;

/// Why; for people and reports only, never for decisions. Words in the JSON are kebab-case.
enum class reason {
    not_found,             ///< no live sync is this one: create
    declared_differently,  ///< the live sync differs from the file
    run_on_create,         ///< triggered because it is created, `run` says so
    run_on_change,         ///< triggered because it is changed
    run_always,            ///< triggered by every apply: a standing order, not a difference
    interrupted,           ///< an earlier apply was to trigger it, and ended before it did
    removed,               ///< `removed:` names it: delete
    pruned,                ///< owned, and no file declares it: delete, with `--prune`
    replaced               ///< a new sync took its place in an apply that ended early: delete
};

/// What the newest run of a sync that has counts says of its size. Absent counts: the server does not say.
struct run_counts {
    std::int64_t source_records{0};
    std::optional<std::int64_t> failed;
    std::optional<std::int64_t> invalid;
    std::string completed_at;  ///< the server's text
};

/// A sync that the files declared when a plan was made: what tells later that they do so no more.
struct declared_identity {
    std::string key;
    std::string label;               ///< empty: null
    std::optional<std::int64_t> id;  ///< of the live sync; absent for one that was to be created
    /// What the files said that is so in the workspace; absent where that is not known.
    std::optional<model::sync_spec> spec{};
};
[[nodiscard]] std::string_view to_string(reason why) noexcept;

/// A live sync that no file claims.
struct unmanaged_sync {
    std::int64_t sync_id{0};
    std::string label;  ///< empty: null
};

/// One action. A created sync that is also to run has two: create, then trigger with the same key.
struct change {
    action what{action::create};
    /// Key; of a delete the live sync's name, since it has none, but for one that a new sync took the place
    /// of.
    std::string sync;
    std::string label;                    ///< desired label; empty: null
    std::optional<std::int64_t> sync_id;  ///< absent for one not yet created; of a replace the old one
    reason why{reason::not_found};
    diagnostics::span source;  ///< where the file declares the sync (its key)
    std::vector<std::string>
        depends_on;  ///< "create:KEY" or "trigger:KEY": actions of this plan that come first
    /// Live syncs that start after the one that a replace or delete takes away, and that no file declares:
    /// nothing points them elsewhere. By id.
    std::vector<unmanaged_sync> followers{};
    std::vector<diff::field_change> fields;
    std::string note;  ///< why, in the user's words or of what is blocked in ours; raw; empty: none
    std::vector<std::string> edits;    ///< blocked: what to edit by hand, one sentence each
    model::sync_spec desired;          ///< what to create or update; for a trigger what the sync should be
    diff::comparison_context context;  ///< how the destination object compares names, for the read-back
    bool full_sync{false};             ///< a trigger: its run is to send all records
    std::string live_fingerprint;      ///< "sha256:…" of the live sync's canonical form; empty for a create
    std::optional<run_counts>
        counts{};  ///< where the runs were read and one has counts; not in the plan's id
    /// Whose change it is, where a base is known; a trigger has that of what it follows from. Not in the id.
    moved_side moved{moved_side::unknown};
    std::vector<moved_side> moved_fields{};  ///< the same of each of `fields`; empty: not known

    /// Whether the workspace has no such sync yet: a create, or one that is blocked from being made.
    [[nodiscard]] bool is_new() const noexcept {
        return what == action::create || (what == action::blocked && why == reason::not_found);
    }
    /// Whether it is blocked until the sync that it is to start after is there, of which only the key is
    /// known.
    [[nodiscard]] bool waits_in_vain() const noexcept {
        const model::parent_sync& parent = desired.triggers.sync_sequence;
        return what == action::blocked && depends_on.empty() && !parent.key.empty() && !parent.id;
    }

    /// "create:KEY" and so on: unique in a plan.
    [[nodiscard]] std::string id() const;
    /// Whose a field is, by its index.
    [[nodiscard]] moved_side moved_of(std::size_t field) const noexcept {
        return field < moved_fields.size() ? moved_fields[field] : moved_side::unknown;
    }
};

/// What the differences of a plan are told apart by.
struct plan_base {
    std::string name;     ///< "'main' (0123456789ab)"; empty: none is known
    bool applied{false};  ///< a journal vouches for it; what a commit holds may never have been applied
    bool asked{false};    ///< `--base` names it, so that each difference is marked
};

/// How many of each. A sync that is created and triggered counts under both.
struct summary {
    std::size_t create{0};
    std::size_t update{0};
    std::size_t replace{0};
    std::size_t remove{0};
    std::size_t trigger{0};
    std::size_t blocked{0};
    std::size_t unchanged{0};
    std::size_t unmanaged{0};
    std::size_t kept{0};  ///< syncs of which something is left as the workspace has it
};

/// What an apply would do, as a value made before anything is written. The order of `changes` is fixed:
/// creates, then updates, then replaces, then blocked, then triggers, then deletes; each by the order of the
/// files, triggers after those they depend on.
struct plan {
    workspace_identity workspace;
    [[nodiscard]] summary counts() const;
    std::vector<change> changes;
    std::vector<std::string> unchanged;  ///< keys
    std::vector<unmanaged_sync> unmanaged;
    std::vector<diagnostics::diagnostic> diagnostics;  ///< sorted
    std::string id;                                    ///< "sha256:…", depends on content only
    /// The limits of the policy when the plan was made: a saved plan is held to them too, whatever the
    /// project file says by then. They do not enter the id.
    manifest::policy_limits limits;
    /// What the whole project declares; empty where only a part of it was looked at. Not in the id.
    std::vector<declared_identity> declared;
    /// What was asked for, where that is not the whole project. Not in the id, which covers what is in the
    /// plan.
    std::optional<manifest::selection_note> selected{};
    plan_base base{};  ///< not in the id
    /// What becomes of a difference that only the workspace has made, as the plan was made.
    manifest::drift_choice drift{manifest::drift_choice::overwrite};
    /// What `keep` leaves as the workspace has it: creates, updates and blocked ones, with just the fields
    /// that are left. They are no differences, and not in the id.
    std::vector<change> kept{};
    std::vector<workspace_only> only_there{};  ///< by the order of the files; not in the id
    /// Keys of syncs that have an error of their own, and no action: what is planned are the others.
    std::vector<std::string> left_out{};

    /// Whether there is a difference between files and workspace (standing triggers are none).
    [[nodiscard]] bool has_differences() const noexcept;
    /// Whether there is one in which the files have a part.
    [[nodiscard]] bool has_differences_of_files() const noexcept;
    /// Whether anything in it follows from a live sync not being there: a create, or the diagnostics
    /// id-unknown and sync-renamed. It then stands and falls with the listing being whole.
    [[nodiscard]] bool relies_on_absence() const noexcept;
    /// Whether there is an error that keeps an apply from doing anything: any but an `id` that is gone, which
    /// is an error of its sync alone.
    [[nodiscard]] bool has_blocking_errors() const noexcept;
    /// Whether an apply would write anything: the one place that answers this.
    [[nodiscard]] bool can_apply() const noexcept;
};

}  // namespace censusctl::plan
