#pragma once
#include <chrono>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "apply/journal.hpp"

namespace censusctl::apply {

/// How open journals are settled.
struct resume_options {
    wall_time now;
    std::chrono::milliseconds look{
        1'000};                 ///< first wait before looking again for a write of the last two minutes
    bool wait_for_runs{false};  ///< follow runs that others wait for; otherwise they are looked at once
    std::chrono::milliseconds poll{1'000};  ///< as in apply_options
    std::chrono::milliseconds run_timeout{3'600'000};
    std::function<bool()> stop_requested;
};

/// What is left to do.
struct resumption {
    std::set<std::string> owed;                         ///< keys of syncs that were to run, and did not
    std::vector<std::string> notes;                     ///< what was found out, one line each; raw texts
    std::vector<plan::unfinished_replace> replacing{};  ///< both syncs of these are there; each once
    bool syncs_appeared{false};  ///< the listing of syncs that was given is out of date
};

}  // namespace censusctl::apply
