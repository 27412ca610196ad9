#pragma once
#include <chrono>
#include <cstddef>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "manifest/policy.hpp"

namespace censusctl::validation {

/// A level that the command line gives a code; it beats the file's.
struct level_override {
    diagnostics::code code;
    manifest::policy_level level;
};

/// What the rules are applied to.
struct policy_scope {
    std::chrono::sys_days today;  ///< UTC
    /// Whether all that a rule could speak of was checked: the whole project, against metadata. Only then,
    /// and if no name or metadata were missing, is a rule that matches nothing reported.
    bool whole{false};
};

/// Whether a code is found only when the plan has been made, after the rules were first applied: that a rule
/// for it has matched nothing by then says nothing.
[[nodiscard]] bool is_found_late(diagnostics::code id) noexcept;

/// Gives each diagnostic the level that the command line, else the file's rules, say, and takes those that
/// are to be ignored out. What must stay an error stays one. Reports policy-rule-expired for each rule whose
/// last day has passed, which then does nothing, and policy-rule-unused for each that ignores a code and
/// matched nothing. Returns how many diagnostics were ignored.
std::size_t apply_policy(diagnostics::collector& problems, const std::vector<manifest::policy_rule>& rules,
                         const std::vector<level_override>& overrides, const policy_scope& scope);

}  // namespace censusctl::validation
