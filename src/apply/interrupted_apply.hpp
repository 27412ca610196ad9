#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "apply/action_result.hpp"
#include "apply/journal.hpp"
#include "diagnostics/source_map.hpp"

namespace censusctl::apply {

/// What a journal says of one action of its plan.
struct journaled_action {
    bool intended{false};                   ///< it may have been sent
    std::string intended_at;                ///< UTC, as `utc_text` writes it
    std::int64_t last_run{0};               ///< trigger: the newest run before it
    std::optional<apply::outcome> outcome;  ///< absent: the apply was killed before it ended
    std::optional<std::int64_t> sync_id;
    std::optional<std::int64_t> sync_run_id;  ///< it was started
    // Of a replacement:
    std::optional<std::int64_t> made_id;  ///< the new sync, which was made
    std::string second_half_at;           ///< when the old one may have been deleted; empty: it was not
};

/// An apply that ended before everything was settled.
struct interrupted_apply {
    std::filesystem::path path;
    std::string command;     ///< "apply" or "trigger"
    std::string started_at;  ///< UTC
    plan::plan plan;
    std::vector<journaled_action> actions;  ///< by index of the plan's changes
    carried_work carried{};                 ///< what it knew of still earlier applies
};

/// What is in a folder of journals.
struct open_journals {
    std::vector<interrupted_apply> interrupted;  ///< oldest first
    std::vector<std::filesystem::path> empty;    ///< killed before anything could be sent: to be closed
    std::vector<std::filesystem::path> running;  ///< held by a process that lives
    std::vector<std::pair<std::filesystem::path, std::string>> damaged;  ///< with what is wrong; raw texts
};

/// Reads the open journals of a folder; one that is not there has none.
[[nodiscard]] open_journals read_journals(const std::filesystem::path& folder);

/// Whether every write of it is known to have been done.
[[nodiscard]] bool went_well(const interrupted_apply& journal);

/// What the applies to a workspace say of what its files declared; absent where there is none.
struct known_applies {
    std::optional<interrupted_apply> newest;  ///< ended or not
    /// Keys of syncs that a later apply, which did not go well, was to write: as what they were left is not
    /// known, and what they are now may be its doing.
    std::set<std::string> unsettled;
    std::optional<interrupted_apply> went_well;  ///< an earlier one, where the newest did not go well
};

/// The newest applies to this workspace whose journals say what was declared. What cannot be read is passed
/// over.
[[nodiscard]] known_applies newest_applies(const std::filesystem::path& folder,
                                           const plan::workspace_identity& here);

/// What a journal cannot hold, and in which line: "line 3 is not an object". A raw text.
class damaged_journal : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Reads one journal. Absent if it ends before its plan does, so that nothing can have been sent. A torn last
/// line is as if it were not there. Throws damaged_journal for anything else that a journal cannot be.
[[nodiscard]] std::optional<interrupted_apply> read_journal(std::string_view text);

}  // namespace censusctl::apply
