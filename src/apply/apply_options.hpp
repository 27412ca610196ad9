#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>

#include "apply/action_result.hpp"
#include "apply/journal.hpp"

namespace censusctl::apply {

/// How an apply runs.
struct apply_options {
    std::size_t concurrency{8};  ///< actions at once, 1–64
    bool wait{false};            ///< follow every run to its end, not only those that others wait for
    std::chrono::milliseconds poll{
        1'000};  ///< first wait between two looks at a run; grows to ten times that
    std::chrono::milliseconds look{
        1'000};  ///< first wait before looking for an ambiguous write; doubles twice
    std::chrono::milliseconds run_timeout{3'600'000};  ///< a run followed for longer is given up: unknown
    /// A run that ends well with more invalid records than this, in percent of those processed, has failed.
    /// Absent: any number will do. 0–100.
    std::optional<double> max_invalid_percent{};
    std::size_t known_syncs{0};  ///< live syncs when the plan was made: where to look for what came since
    journal* record{nullptr};    ///< none: nothing is written down
    std::function<bool()> stop_requested{};  ///< asked before each action; true: begin no more
    apply_observer observe{};
};

}  // namespace censusctl::apply
