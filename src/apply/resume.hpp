#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "apply/interrupted_apply.hpp"
#include "apply/journal.hpp"
#include "census/api.hpp"

/// Finding out what became of the writes of an apply that was killed, before anything is planned (contract,
/// section 8).
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
    std::set<std::string> owed;      ///< keys of syncs that were to run, and did not
    std::vector<std::string> notes;  ///< what was found out, one line each; raw texts
    bool syncs_appeared{false};      ///< the listing of syncs that was given is out of date
};

/// Settles what these applies left open. A create that may have been sent is looked for among `live`, by its
/// label, and, while it is fresh, by listing again; whether it was done, the plan then sees for itself. A
/// trigger that may have been sent is looked for among the sync's runs; it is owed if none has come since. A
/// trigger that was not begun, or refused, is owed unless what it waits for did not end well. Nothing is
/// written. `journals` and `live` must outlive it.
[[nodiscard]] boost::asio::awaitable<census::result<resumption>> settle_journals(
    census::api& service, const std::vector<interrupted_apply>& journals,
    const std::vector<model::live_sync>& live, resume_options options);

}  // namespace censusctl::apply
