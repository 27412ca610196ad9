#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/plan.hpp"

namespace censusctl::apply {

/// How an action ended. `unknown` is real: a write that may have reached the server and could not be settled.
enum class outcome { done, failed, unknown, skipped };

/// "done", "failed", "unknown" or "skipped".
[[nodiscard]] std::string_view to_string(outcome what) noexcept;

/// What came of one action of the plan.
struct action_result {
    const plan::change* change{nullptr};
    apply::outcome outcome{apply::outcome::skipped};
    std::optional<std::int64_t> sync_id;
    std::optional<std::int64_t> sync_run_id;
    std::optional<model::sync_run> run;  ///< as last seen, where it was followed
    std::string message;  ///< why it failed, was skipped or is unknown, or how it was settled; raw text
    std::vector<diff::field_change> not_applied;  ///< read back and found different: accepted but not applied
    /// The sync had moved since the plan was made, so that nothing was sent. `before`: as it is now, `after`:
    /// as the plan has it.
    std::vector<diff::field_change> moved;
};

/// What an observer is told of.
enum class event {
    started,
    run_polled,
    ended,
    corrected  ///< an action that had ended well turned out otherwise when it was read back
};

/// Called on the executor's thread as an action proceeds; the result is as far as it is known by then.
using apply_observer = std::function<void(event, const action_result&)>;

/// Whether all of them ended well.
[[nodiscard]] bool complete(const std::vector<action_result>& results) noexcept;

}  // namespace censusctl::apply
