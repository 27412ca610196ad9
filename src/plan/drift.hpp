#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diff/compare.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"
#include "plan/known_syncs.hpp"
#include "plan/lineage.hpp"
#include "plan/matching.hpp"
#include "plan/moved_side.hpp"
#include "plan/plan.hpp"
#include "plan/run_health.hpp"
#include "validation/resolver.hpp"

namespace censusctl::plan {

/// How a sync of the files, or of the workspace alone, stands.
enum class drift_state {
    changed,      ///< the live sync differs from its file
    missing,      ///< declared, and not in the workspace
    unmanaged,    ///< in the workspace, and no file claims it
    faulty,       ///< it was not compared: its declaration has errors, or the live sync is not understood
    as_declared,  ///< the two mean the same
};

/// The word in the JSON document: changed, missing, unmanaged, faulty, as-declared.
[[nodiscard]] std::string_view to_string(drift_state state) noexcept;

/// One attribute in which the live sync and its file differ.
struct drift_field {
    diff::attribute_path path;
    diff::attribute_value live;                 ///< what the workspace has
    diff::attribute_value declared;             ///< what the file says
    moved_side moved{moved_side::unknown};      ///< with a base only
    std::optional<diff::attribute_value> base;  ///< what was last applied, where that can be told
};

/// One sync and how it stands.
struct drift_sync {
    drift_state state{drift_state::as_declared};
    std::string key;    ///< empty for an unmanaged one
    std::string label;  ///< as declared; an unmanaged one's live label. Empty: null
    std::optional<std::int64_t> sync_id;
    diagnostics::span source;  ///< where the file declares it (its key)
    std::string updated_at;    ///< of the live sync: it has not been edited since. Empty: not said
    lineage ends;
    std::vector<drift_field> fields;        ///< of a changed one
    std::string not_understood;             ///< why it is faulty, where the live sync is not understood; raw
    moved_side moved{moved_side::unknown};  ///< of the sync as a whole; with a base only
    bool paused_though_live{false};         ///< paused in the workspace, declared not to be
    std::optional<run_health> runs;         ///< absent where the runs were not read
};

/// How many of each.
struct drift_summary {
    std::size_t changed{0};
    std::size_t missing{0};
    std::size_t unmanaged{0};
    std::size_t faulty{0};
    std::size_t as_declared{0};
    std::size_t failing{0};             ///< whose last run that ended failed
    std::size_t paused_though_live{0};  ///< these are changed, too
    std::size_t live{0};                ///< syncs of the workspace
    std::size_t managed{0};             ///< those of them that a file claims
    std::size_t not_understood{0};      ///< these are faulty, too
    /// Managed share of the live syncs in whole percent, rounded down; 100 where there are none.
    [[nodiscard]] int coverage_percent() const noexcept;
};

/// What makes `drift` exit with status 2. Of a sync that is not understood nobody knows whether it is
/// changed.
struct drift_alarm {
    bool changed{true};
    bool missing{true};
    bool unmanaged{true};
    bool failing{false};
};

/// A workspace compared with its files. Syncs of the files come first, in their order, then unmanaged ones
/// by id. A standing order to run (`run: always`) is no difference.
struct drift {
    std::string base_url;
    std::string api;
    std::string environment;   ///< of the project; empty: none
    std::string base;          ///< what `--base` named; empty: none
    std::size_t runs_read{0};  ///< how many of the newest runs of a sync were asked for; 0: none
    std::vector<drift_sync> syncs;
    drift_summary counts;
    std::optional<manifest::selection_note> selected;  ///< what was asked for; absent: the whole project
    std::vector<std::string> only{};  ///< of drift_kinds: what `syncs` is narrowed to; empty: all of them
    std::vector<workspace_only> only_there{};
    std::size_t left_out{0};  ///< how many syncs are not told of for it; `counts` has them all the same
    std::vector<diagnostics::diagnostic> diagnostics;  ///< sorted

    [[nodiscard]] bool alarms(const drift_alarm& when) const noexcept;
};

/// What a report can be narrowed to: the states, and failing.
inline constexpr std::array<std::string_view, 6> drift_kinds{"changed", "missing",     "failing",
                                                             "faulty",  "as-declared", "unmanaged"};

/// Leaves in it the syncs of these kinds, each one of drift_kinds.
void narrow(drift& whole, std::vector<std::string> kinds);

/// What a drift is made from. All of it must outlive the call only.
struct drift_input {
    const plan& planned;
    const std::vector<validation::resolved_sync>& declared;
    const std::vector<model::live_sync>& live;  ///< by ascending id
    const matches& found;                       ///< as the plan was made from them
    const model::catalogue& metadata;
    const known_syncs* base{nullptr};  ///< null: none
    std::string base_name{};           ///< as the user named it
    std::size_t runs_read{0};
    const manifest::selection* selected{nullptr};  ///< the syncs of the files that are told of; null: all
};

/// The live syncs that some file claims, by ascending id: those whose runs are worth reading. With a
/// selection those of the selected syncs.
[[nodiscard]] std::vector<std::int64_t> managed_ids(const matches& found,
                                                    const std::vector<model::live_sync>& live,
                                                    const manifest::selection* selected = nullptr);

/// Tells how each sync stands. `runs` are the newest ones of each sync, newest first, by its id. Pure.
[[nodiscard]] drift make_drift(const drift_input& input,
                               std::map<std::int64_t, std::vector<model::sync_run>> runs);

}  // namespace censusctl::plan
