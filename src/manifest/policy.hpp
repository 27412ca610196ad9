#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/codes.hpp"
#include "diagnostics/span.hpp"
#include "model/catalogue.hpp"

/// `policy:` of censusctl.yaml: what a team has decided about diagnostics and about the size of an apply.
namespace censusctl::manifest {

using diagnostics::located;
using diagnostics::span;

/// What becomes of a diagnostic.
enum class policy_level { error, warn, ignore };

/// One of `policy: rules`: every diagnostic of this code gets this level.
struct policy_rule {
    located<diagnostics::code> code;
    policy_level level{policy_level::warn};
    std::string reason;                                ///< never empty for `ignore`
    std::optional<std::chrono::year_month_day> until;  ///< the last day on which it holds, in UTC
    span until_where;
    span where;  ///< the rule
};

/// One of `policy: limits`.
struct policy_limit {
    std::optional<located<std::int64_t>> max;          ///< so many and no more; 0 or above
    std::optional<located<std::int64_t>> max_percent;  ///< of all live syncs; 0–100
    std::int64_t floor{0};                             ///< up to so many, percent do not count
};

/// How much an apply may do.
struct policy_limits {
    /// Where a project states none: 30 percent, from the tenth delete on.
    static constexpr std::int64_t standard_delete_percent = 30;
    static constexpr std::int64_t standard_delete_floor = 9;

    policy_limit creates;
    policy_limit updates;
    policy_limit deletes{std::nullopt, located<std::int64_t>{standard_delete_percent, {}},
                         standard_delete_floor};  ///< syncs that go, replaced ones too
    policy_limit triggers;
    policy_limit changes;  ///< syncs that differ from their file, whether this API can write that or not
    /// Records of the newest runs of all syncs that the plan runs, runs in full or replaces. It has no
    /// percent.
    policy_limit records;
};

/// A limit and its key under `policy: limits`.
struct named_limit {
    std::string_view key;
    policy_limit policy_limits::*limit;
};

/// Every limit that there is: who reads, keeps, compares or counts limits goes through this list.
inline constexpr std::array all_limits{
    named_limit{"creates", &policy_limits::creates}, named_limit{"updates", &policy_limits::updates},
    named_limit{"deletes", &policy_limits::deletes}, named_limit{"triggers", &policy_limits::triggers},
    named_limit{"changes", &policy_limits::changes}, named_limit{"records", &policy_limits::records},
};
static_assert(sizeof(policy_limits) == all_limits.size() * sizeof(policy_limit),
              "a limit is missing from all_limits");

/// Whether a label fits a pattern with `*` and `?`. An empty one, which is null, fits none.
[[nodiscard]] bool fits_pattern(std::string_view pattern, std::string_view label) noexcept;

/// `policy: ownership`: for which live syncs these files speak. What is stated holds all together: a sync
/// must be of one of the connections and have a label that fits.
struct ownership {
    std::vector<located<model::connection_name>> connections;  ///< destinations; empty: any
    located<std::string> labels;  ///< a pattern with `*` and `?`; empty: any, and none
    bool all{false};              ///< every sync of the workspace; then nothing else is stated
    span where;                   ///< its key

    [[nodiscard]] bool stated() const noexcept {
        return all || !connections.empty() || !labels.value.empty();
    }
    /// Whether a label fits the pattern, or there is none. An empty one, which is null, fits no pattern.
    [[nodiscard]] bool fits_label(std::string_view label) const noexcept;
};

/// `policy: drift`: what an apply does with a difference that only the workspace has made.
enum class drift_choice : std::uint8_t {
    overwrite,  ///< the workspace becomes as the files say
    keep,       ///< it is left as the workspace has it
    fail        ///< nothing is done until somebody decides
};

/// Its words, in the order of the values.
inline constexpr std::array<std::string_view, 3> drift_words{"overwrite", "keep", "fail"};

[[nodiscard]] constexpr std::string_view to_string(drift_choice choice) noexcept {
    return drift_words[static_cast<std::size_t>(choice)];
}

/// The choice of a word that is one of `drift_words`; overwrite for any other.
[[nodiscard]] constexpr drift_choice drift_choice_of(std::string_view word) noexcept {
    for (std::size_t at = 0; at < drift_words.size(); ++at) {
        if (drift_words[at] == word) {
            return static_cast<drift_choice>(at);
        }
    }
    return drift_choice::overwrite;
}

struct policy {
    std::vector<policy_rule> rules;
    policy_limits limits;
    ownership owned{};
    located<drift_choice> drift{drift_choice::overwrite, {}};
};

}  // namespace censusctl::manifest
