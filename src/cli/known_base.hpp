#pragma once
#include <optional>
#include <string_view>

#include "cli/context.hpp"
#include "cli/last_applied.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"
#include "plan/known_syncs.hpp"
#include "plan/workspace_identity.hpp"

namespace censusctl::cli {

struct loaded_project;

/// What `--base` means by the files that the newest successful apply had, as its journal knows them.
inline constexpr std::string_view last_applied_word = "last-applied";

/// What is known of the files as they were before.
struct known_past {
    /// By what differences are told apart: what `--base` names, else the newest apply that went well.
    std::optional<plan::known_syncs> base;
    /// The newest apply, where it is another; its files may not have reached the workspace.
    std::optional<plan::known_syncs> newest;

    /// What was declared before, whether it was applied or not; null: not known.
    [[nodiscard]] const plan::known_syncs* declared() const noexcept {
        return newest ? &*newest : attributed_by();
    }
    /// Null: not known.
    [[nodiscard]] const plan::known_syncs* attributed_by() const noexcept { return base ? &*base : nullptr; }
};

/// Reads what `--base` names, where that is more than a word, and has its metadata read along. Throws
/// command_failure as `read_last_applied` does.
void read_base(const context& invocation, loaded_project& project);

/// What was declared before: in the files that `--base` names, where there are such, else what the journals
/// of applies to this workspace say. A journal that cannot be read is passed over: who has to settle it is
/// told of it elsewhere. Throws command_failure (1) where --base asks for the last apply, and none is known.
[[nodiscard]] known_past look_back(const context& invocation, const std::optional<last_applied>& base,
                                   const std::vector<model::live_sync>& live,
                                   const model::catalogue& metadata, const plan::workspace_identity& here);

}  // namespace censusctl::cli
