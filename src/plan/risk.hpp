#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plan/plan.hpp"

/// What an action can do to records (contract, section 6).
namespace censusctl::plan {

enum class risk_kind : std::uint8_t {
    full_run,        ///< its next run sends all records, not only what has changed
    records_can_go,  ///< its runs delete records of the destination, or null or replace them
    new_mirror,      ///< it becomes a mirror, whose first run takes away what the source does not have
    values_stay,     ///< a field is mapped no more, and keeps what it has
    values_go,       ///< a field is mapped no more, or may be nulled by now
    paused_trigger,  ///< a run is started of a sync that is paused
    history_lost,    ///< the sync goes, and its id and run history with it
    follower_lost,   ///< a sync that no file declares starts after the one that goes, and starts no more
};

/// The word in the JSON: full-run, records-can-go, new-mirror, values-stay, values-go, paused-trigger,
/// history-lost, follower-lost.
[[nodiscard]] std::string_view to_string(risk_kind what) noexcept;

struct risk {
    risk_kind what{risk_kind::full_run};
    std::string text;  ///< one clause, without a full stop; raw: it may name fields
};

/// The risks of one action, each once, the gravest to records first. It is told by the action alone, so that
/// a saved plan tells the same. Pure.
[[nodiscard]] std::vector<risk> risks_of(const change& action);

/// What the newest run says of the size: "1234 records, 0 failed, 12 invalid (0.9%)". Empty: no run has
/// counts.
[[nodiscard]] std::string counts_in_words(const change& action);

/// How many records the newest runs had of all syncs that the plan runs, or makes run in full; each sync
/// counts once. `unknown` is how many of these syncs have no run with counts.
struct record_count {
    std::int64_t records{0};
    std::size_t syncs{0};
    std::size_t unknown{0};
};
[[nodiscard]] record_count records_of(const plan& whole);

}  // namespace censusctl::plan
