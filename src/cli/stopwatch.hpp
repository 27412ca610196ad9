#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "diagnostics/log.hpp"

namespace censusctl::cli {

/// Logs how long each stage of a command took (debug, in milliseconds), for those who measure.
class stopwatch {
public:
    explicit stopwatch(const diagnostics::log_sink& log) : log_(log) {}

    /// Says that the stage which began at the last call, or at construction, has ended.
    void lap(std::string_view stage) {
        const auto now = std::chrono::steady_clock::now();
        const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(now - since_);
        since_ = now;
        if (log_) {
            log_(diagnostics::log_level::debug, "stage ended",
                 {{"stage", std::string(stage)}, {"ms", std::to_string(spent.count())}});
        }
    }

private:
    const diagnostics::log_sink& log_;
    std::chrono::steady_clock::time_point since_{std::chrono::steady_clock::now()};
};

}  // namespace censusctl::cli
