#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "census/api.hpp"
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
};

/// What an observer is told of.
enum class event { started, run_polled, ended };

/// Called on the executor's thread as an action proceeds; the result is as far as it is known by then.
using apply_observer = std::function<void(event, const action_result&)>;

/// How an apply runs.
struct apply_options {
    std::size_t concurrency{8};  ///< actions at once, 1–64
    bool wait{false};            ///< follow every run to its end, not only those that others wait for
    std::chrono::milliseconds poll{
        1'000};  ///< first wait between two looks at a run; grows to ten times that
    std::chrono::milliseconds look{
        1'000};  ///< first wait before looking for an ambiguous write; doubles twice
    std::chrono::milliseconds run_timeout{3'600'000};  ///< a run followed for longer is given up: unknown
    std::function<bool()> stop_requested;              ///< asked before each action; true: begin no more
    apply_observer observe;
};

/// Does exactly the actions of `todo` that can be done (creates and triggers), each after those it depends
/// on, and returns one result for each of them, in plan order. A write is sent at most once: where its
/// outcome is not known, the workspace is looked at, and what cannot be settled is `unknown`. What was
/// created is read back and compared. An action whose dependency did not end `done` is `skipped`. `service`
/// and `todo` must outlive it.
[[nodiscard]] boost::asio::awaitable<std::vector<action_result>> execute(census::api& service,
                                                                         const plan::plan& todo,
                                                                         apply_options options);

/// Whether all of them ended well.
[[nodiscard]] bool complete(const std::vector<action_result>& results) noexcept;

}  // namespace censusctl::apply
