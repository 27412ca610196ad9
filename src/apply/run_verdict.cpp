#include "apply/run_verdict.hpp"

#include <algorithm>
#include <cmath>

namespace censusctl::apply {
namespace {

/// "12.5", with one digit after the point and none that says nothing.
std::string percent_text(double value) {
    const auto tenths = static_cast<std::int64_t>(std::llround(value * 10));
    std::string text = std::to_string(tenths / 10);
    if (tenths % 10 != 0) {
        text += "." + std::to_string(tenths % 10);
    }
    return text;
}

}  // namespace

run_verdict judge_run(const model::sync_run& run, std::optional<double> max_invalid_percent) {
    if (!run.ended()) {
        return {outcome::unknown, "the run was started, and had not ended when it was last looked at"};
    }
    if (!run.succeeded()) {
        std::string message = run.canceled ? "the run was canceled" : "the run " + run.status;
        if (!run.error_message.empty()) {
            message += ": " + run.error_message;
        }
        return {outcome::failed, message};
    }
    const std::int64_t invalid = run.records_invalid.value_or(0);
    if (!max_invalid_percent || invalid <= 0) {
        return {};
    }
    const std::int64_t processed =
        std::max(run.records_processed.value_or(run.source_record_count.value_or(0)), invalid);
    const double share = 100.0 * static_cast<double>(invalid) / static_cast<double>(processed);
    if (share <= *max_invalid_percent) {
        return {};
    }
    return {outcome::failed, "the run completed with " + std::to_string(invalid) + " invalid records of " +
                                 std::to_string(processed) + ", " + percent_text(share) +
                                 "%, which is more than the " + percent_text(*max_invalid_percent) +
                                 "% of --max-invalid-percent"};
}

}  // namespace censusctl::apply
