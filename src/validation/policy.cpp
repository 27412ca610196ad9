#include "validation/policy.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace censusctl::validation {
namespace {

using diagnostics::code;
using diagnostics::diagnostic;
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

/// Gives diagnostics their levels, and remembers which rules had something to say.
class leveller {
public:
    leveller(const std::vector<policy_rule>& rules, const std::vector<level_override>& overrides,
             std::chrono::sys_days today)
        : rules_(rules), overrides_(overrides), today_(today), matched_(rules.size(), 0) {}

    /// Keeps those that are not to be ignored.
    void take(diagnostics::collector&& found) {
        for (diagnostic& problem : std::move(found).take()) {
            const bool fixed = problem.level == severity::error && diagnostics::is_fixed(problem.id);
            all_resolved_ = all_resolved_ && !fixed && problem.id != code::metadata_missing;
            const auto level = level_of(problem.id);
            if (fixed || !level) {
                kept_.add(std::move(problem));
            } else if (*level == policy_level::ignore) {
                ++ignored_;
            } else {
                problem.level = *level == policy_level::error ? severity::error : severity::warning;
                kept_.add(std::move(problem));
            }
        }
    }

    [[nodiscard]] bool matched(std::size_t rule) const { return matched_[rule] != 0; }
    /// Whether nothing was met that hides other problems, or kept rules from being checked.
    [[nodiscard]] bool all_resolved() const { return all_resolved_; }
    [[nodiscard]] std::size_t ignored() const { return ignored_; }
    [[nodiscard]] diagnostics::collector kept() && { return std::move(kept_); }

private:
    std::optional<policy_level> level_of(code id) {
        std::optional<policy_level> found;
        for (std::size_t at = 0; at < rules_.size(); ++at) {
            if (rules_[at].code.value == id && !has_expired(rules_[at], today_)) {
                matched_[at] = 1;
                found = rules_[at].level;
            }
        }
        for (const level_override& asked : overrides_) {
            if (asked.code == id) {
                found = asked.level;
            }
        }
        return found;
    }

    const std::vector<policy_rule>& rules_;
    const std::vector<level_override>& overrides_;
    std::chrono::sys_days today_;
    std::vector<char> matched_;
    diagnostics::collector kept_;
    std::size_t ignored_{0};
    bool all_resolved_{true};
};

}  // namespace

bool is_found_late(code id) noexcept {
    return id == code::owned_unmanaged || id == code::sync_left_behind;
}

std::size_t apply_policy(diagnostics::collector& problems, const std::vector<policy_rule>& rules,
                         const std::vector<level_override>& overrides, const policy_scope& scope) {
    if (rules.empty() && overrides.empty()) {
        return 0;
    }
    leveller decide(rules, overrides, scope.today);
    decide.take(std::move(problems));
    const bool judge_unused = scope.whole && decide.all_resolved();
    diagnostics::collector expired;
    for (const policy_rule& rule : rules) {
        if (has_expired(rule, scope.today)) {
            report_expired(expired, rule);
        }
    }
    decide.take(std::move(expired));
    diagnostics::collector unused;
    for (std::size_t at = 0; at < rules.size(); ++at) {
        if (judge_unused && rules[at].level == policy_level::ignore && !decide.matched(at) &&
            !has_expired(rules[at], scope.today) && !is_found_late(rules[at].code.value)) {
            report_unused(unused, rules[at]);
        }
    }
    decide.take(std::move(unused));
    const std::size_t ignored = decide.ignored();
    problems = std::move(decide).kept();
    return ignored;
}

}  // namespace censusctl::validation
