#include "validation/policy.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace censusctl::validation {
namespace {

using diagnostics::code;
using diagnostics::severity;
using manifest::policy_level;
using manifest::policy_rule;

bool has_expired(const policy_rule& rule, std::chrono::sys_days today) {
    return rule.until && std::chrono::sys_days(*rule.until) < today;
}

std::string date_text(std::chrono::year_month_day date) {
    const auto two = [](unsigned number) {
        return std::to_string(100 + number).substr(1);
    };
    return std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<unsigned>(date.month())) +
           "-" + two(static_cast<unsigned>(date.day()));
}

std::string slug_of(code id) {
    return "'" + std::string(diagnostics::info(id).slug) + "'";
}

void report_expired(diagnostics::collector& problems, const policy_rule& rule) {
    problems
        .report(code::policy_rule_expired, rule.until_where,
                "the rule for " + slug_of(rule.code.value) + " held until " + date_text(*rule.until))
        .hints.emplace_back("solve what it put off, or give it another day");
}

void report_unused(diagnostics::collector& problems, const policy_rule& rule) {
    problems
        .report(code::policy_rule_unused, rule.code.where,
                "the rule that ignores " + slug_of(rule.code.value) + " matched nothing")
        .hints.emplace_back("take it away");
}

/// The level that a diagnostic of this code is to have, and the rule that says so.
class levels {
public:
    levels(const std::vector<policy_rule>& rules, const std::vector<level_override>& overrides,
           std::chrono::sys_days today)
        : rules_(rules), overrides_(overrides), today_(today), matched_(rules.size(), 0) {}

    std::optional<policy_level> of(code id) {
        std::optional<policy_level> found;
        for (std::size_t at = 0; at < rules_.size(); ++at) {
            if (rules_[at].code.value == id && !has_expired(rules_[at], today_)) {
                matched_[at] = 1;
                found = rules_[at].level;
            }
        }
        for (const level_override& one : overrides_) {
            if (one.code == id) {
                found = one.level;
            }
        }
        return found;
    }

    [[nodiscard]] bool matched(std::size_t rule) const { return matched_[rule] != 0; }

private:
    const std::vector<policy_rule>& rules_;
    const std::vector<level_override>& overrides_;
    std::chrono::sys_days today_;
    std::vector<char> matched_;
};

}  // namespace

std::size_t apply_policy(diagnostics::collector& problems, const std::vector<policy_rule>& rules,
                         const std::vector<level_override>& overrides, const policy_scope& scope) {
    if (rules.empty() && overrides.empty()) {
        return 0;
    }
    levels wanted(rules, overrides, scope.today);
    std::size_t ignored = 0;
    bool all_resolved = true;
    diagnostics::collector kept;
    for (diagnostics::diagnostic& one : std::move(problems).take()) {
        const bool fixed = one.level == severity::error && diagnostics::is_fixed(one.id);
        all_resolved = all_resolved && !fixed;
        const auto level = wanted.of(one.id);
        if (fixed || !level) {
            kept.add(std::move(one));
        } else if (*level == policy_level::ignore) {
            ++ignored;
        } else {
            one.level = *level == policy_level::error ? severity::error : severity::warning;
            kept.add(std::move(one));
        }
    }
    for (std::size_t at = 0; at < rules.size(); ++at) {
        if (has_expired(rules[at], scope.today)) {
            report_expired(kept, rules[at]);
        } else if (scope.whole && all_resolved && rules[at].level == policy_level::ignore &&
                   !wanted.matched(at)) {
            report_unused(kept, rules[at]);
        }
    }
    problems = std::move(kept);
    return ignored;
}

}  // namespace censusctl::validation
