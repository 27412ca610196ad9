#include "report/html_chart.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "report/drift_report.hpp"

namespace censusctl::report {
namespace {

constexpr int step = 8;
constexpr int bar_width = 6;
constexpr int middle = 20;
constexpr int height = 30;

std::string described(const model::sync_run& run) {
    std::string text = "run " + std::to_string(run.id) + ", " + (run.canceled ? "canceled" : run.status);
    if (!run.created_at.empty()) {
        text += ", " + run.created_at;
    }
    if (run.records_processed) {
        text += ": " + std::to_string(*run.records_processed) + " processed";
    }
    return text;
}

/// 3 to `middle` for a share of the largest count.
int bar_height(std::int64_t count, std::int64_t largest) {
    constexpr int least = 3;
    if (largest <= 0 || count <= 0) {
        return least;
    }
    const double share = static_cast<double>(count) / static_cast<double>(largest);
    return least + static_cast<int>(share * (middle - least));
}

void write_bar(html_writer& out, const model::sync_run& run, int x, std::int64_t largest) {
    int top = middle - 6;
    int tall = 6;
    std::string_view kind = "idle";
    if (run.succeeded()) {
        tall = bar_height(run.records_processed.value_or(0), largest);
        top = middle - tall;
        kind = "up";
    } else if (run.status == "failed" && !run.canceled) {
        top = middle;
        tall = height - middle;
        kind = "down";
    }
    out.open("rect", {{"class", kind},
                      {"x", std::to_string(x)},
                      {"y", std::to_string(top)},
                      {"width", std::to_string(bar_width)},
                      {"height", std::to_string(tall)}});
    out.element("title", described(run));
    out.close();
}

}  // namespace

void write_run_chart(html_writer& out, const plan::run_health& runs) {
    if (runs.runs.empty()) {
        return;
    }
    std::int64_t largest = 0;
    for (const model::sync_run& run : runs.runs) {
        largest = std::max(largest, run.records_processed.value_or(0));
    }
    const int width = static_cast<int>(runs.runs.size()) * step;
    const std::string columns = std::to_string(width);
    out.open("svg", {{"class", "chart"},
                     {"role", "img"},
                     {"aria-label", "Runs, oldest first: " + runs_in_words(runs)},
                     {"width", columns},
                     {"height", std::to_string(height)},
                     {"viewBox", "0 0 " + columns + " " + std::to_string(height)}});
    const std::string axis = std::to_string(middle);
    out.empty("line", {{"x1", "0"}, {"x2", columns}, {"y1", axis}, {"y2", axis}});
    int x = 1;
    for (auto run = runs.runs.rbegin(); run != runs.runs.rend(); ++run) {
        write_bar(out, *run, x, largest);
        x += step;
    }
    out.close();
}

}  // namespace censusctl::report
