#include "plan/run_health.hpp"

#include <limits>
#include <utility>

namespace censusctl::plan {
namespace {

/// Counts come from a server: a sum that would be too large stays at the largest number, and a negative count
/// counts for nothing.
void add(std::int64_t& sum, const std::optional<std::int64_t>& count) {
    if (!count || *count < 0) {
        return;
    }
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    sum = *count > largest - sum ? largest : sum + *count;
}

}  // namespace

run_health health_of(std::vector<model::sync_run> runs) {
    run_health health;
    bool judged = false;
    for (std::size_t at = 0; at < runs.size(); ++at) {
        const model::sync_run& run = runs[at];
        add(health.records_processed, run.records_processed);
        add(health.records_failed, run.records_failed);
        add(health.records_invalid, run.records_invalid);
        if (!run.ended()) {
            ++health.running;
            continue;
        }
        if (run.canceled || run.status == "skipped") {
            ++health.stopped;
            continue;
        }
        ++(run.succeeded() ? health.completed : health.failed);
        if (!judged && !run.succeeded()) {
            health.failure = at;
        }
        judged = true;
    }
    if (const std::size_t judged_runs = health.completed + health.failed; judged_runs > 0) {
        health.success_percent = static_cast<int>(health.completed * 100 / judged_runs);
    }
    health.runs = std::move(runs);
    return health;
}

std::string failure_of(const model::sync_run& run) {
    const std::string& text = run.error_message.empty() ? run.error_detail : run.error_message;
    if (run.error_code.empty()) {
        return text.empty() ? "failed" : text;
    }
    return text.empty() ? run.error_code : run.error_code + ": " + text;
}

}  // namespace censusctl::plan
