#pragma once
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "census/api.hpp"
#include "plan/plan.hpp"

namespace censusctl::apply {

/// How an action ended. `unknown` is real: a write that may have reached the server and could not be settled.
enum class outcome { done, failed, unknown, skipped };
[[nodiscard]] std::string_view to_string(outcome what) noexcept;

/// What came of one action of the plan.
struct action_result {
    const plan::change* change{nullptr};
    apply::outcome outcome{apply::outcome::skipped};
    std::optional<std::int64_t> sync_id;
    std::optional<std::int64_t> sync_run_id;
    std::optional<model::sync_run> run;           ///< where it was followed to its end
    std::string message;                          ///< why it failed, was skipped or is unknown; raw text
    std::vector<diff::field_change> not_applied;  ///< read back and found different: accepted but not applied
};

/// Called when an action begins (result empty) and when it ended. On the executor's thread.
using apply_observer = std::function<void(const plan::change&, const action_result*)>;

/// How an apply runs.
struct apply_options {
    std::size_t concurrency{8};
    std::function<bool()> stop_requested;  ///< asked before each action; true: begin no more
    apply_observer observe;
};

}  // namespace censusctl::apply
