#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "apply/action_result.hpp"
#include "diagnostics/source_map.hpp"
#include "plan/plan.hpp"
#include "plan/unfinished_replace.hpp"
#include "text/durable_file.hpp"

/// What an apply writes down as it goes, so that a later one can settle what a killed one left open
/// (contract, section 8).
namespace censusctl::apply {

/// Times are the system's clock.
using wall_time = std::chrono::system_clock::time_point;

/// "2026-11-24T01:02:03Z"
[[nodiscard]] std::string utc_text(wall_time when);

/// What earlier journals tell and the plan may have no part in, handed on to the journal that takes their
/// place.
struct carried_work {
    std::vector<plan::unfinished_replace> replacing;  ///< replacements that have left both syncs
    std::set<std::string> owed;                       ///< keys of syncs whose run was not started
};

/// The journal of one apply: a file in `.censusctl/journal/` that is held (locked) as long as the apply
/// lives. Its lines are JSON: what it is, the plan as `plan::encode_plan` writes it, then an intent before
/// each write, which is on the disk before the write is sent, what is known of it after, and the end. The
/// name of a journal that nobody needs to settle any more ends in ".closed"; some of these are kept for
/// people to read.
class journal {
public:
    /// Begins a journal in `folder`, which is made where it is missing; earlier journals can then be closed.
    /// Throws text::file_error.
    journal(const std::filesystem::path& folder, std::string_view command, const plan::plan& todo,
            const diagnostics::source_map& sources, wall_time now, const carried_work& carried = {});
    journal(const journal&) = delete;
    journal& operator=(const journal&) = delete;
    ~journal();

    /// An action is about to be sent; on the disk when this returns. `last_run` is the sync's newest run
    /// before a trigger, 0 for none.
    void intend(const plan::change& action, std::int64_t last_run, wall_time now);
    /// A replacement has made its new sync, whose id the result has; which of the two syncs is the old one is
    /// told by nothing but this.
    void made(const action_result& result);
    /// The old sync of a replacement is about to be deleted; on the disk when this returns, with both ids.
    void intend_second_half(const action_result& result, wall_time now);
    /// A run was started; it may yet be followed.
    void started(const action_result& result);
    /// An action ended.
    void ended(const action_result& result);
    /// The apply is over. What it has left to a later one keeps the journal open.
    void close(bool settled);

private:
    text::record_file file_;
    bool settled_{false};
};

/// The folder of the journals of a project: `.censusctl/journal` in it.
[[nodiscard]] std::filesystem::path journal_folder(const std::filesystem::path& project);

/// Makes `.censusctl` of a project, with a file in it that keeps it out of Git. Throws text::file_error.
std::filesystem::path make_private_folder(const std::filesystem::path& project);

/// Says that nothing of a journal is open any more, and removes the old closed ones of its folder that no
/// later plan is judged by.
void close_journal(const std::filesystem::path& path);

}  // namespace censusctl::apply
