#include <chrono>

#include "cli/command_failure.hpp"
#include "cli/pipeline.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"
#include "text/suggest.hpp"
#include "validation/policy.hpp"

namespace censusctl::cli {
namespace {

using manifest::policy_level;

diagnostics::code code_of(const std::string& slug, const char* flag, policy_level level) {
    const auto found = diagnostics::find_code(slug);
    if (!found) {
        std::vector<std::string_view> slugs;
        for (std::size_t at = 0; at < diagnostics::code_count; ++at) {
            slugs.push_back(diagnostics::info(static_cast<diagnostics::code>(at)).slug);
        }
        throw command_failure(
            exit_usage, std::string(flag) + ": there is no code '" + text::escape_for_terminal(slug) + "'",
            text::did_you_mean(slug, slugs));
    }
    const auto refusal = diagnostics::why_no_level(*found, level == policy_level::error);
    if (!refusal.reason.empty()) {
        throw command_failure(exit_usage,
                              std::string(flag) + ": '" + slug + "' " + std::string(refusal.reason),
                              std::string(refusal.hint));
    }
    return *found;
}

std::vector<validation::level_override> overrides_of(const cli_options& options) {
    std::vector<validation::level_override> overrides;
    const auto add = [&overrides](const std::vector<std::string>& slugs, const char* flag,
                                  policy_level level) {
        for (const std::string& slug : slugs) {
            const diagnostics::code id = code_of(slug, flag, level);
            for (const validation::level_override& other : overrides) {
                if (other.code == id && other.level != level) {
                    throw command_failure(exit_usage, "two flags give '" + slug + "' a level");
                }
            }
            overrides.push_back({id, level});
        }
    };
    add(options.errors, "--error", policy_level::error);
    add(options.warnings, "--warn", policy_level::warn);
    add(options.ignores, "--ignore", policy_level::ignore);
    return overrides;
}

}  // namespace

void apply_levels(const context& invocation, const manifest::policy& policy, bool against_metadata,
                  diagnostics::collector& problems) {
    const auto overrides = overrides_of(invocation.options);
    validation::policy_scope scope;
    scope.today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    scope.whole = against_metadata && !invocation.options.selects();
    const command asked = invocation.options.command;
    const std::size_t ignored = validation::apply_policy(problems, policy.rules, overrides, scope);
    if (ignored > 0) {
        problems.report(
            diagnostics::code::problems_ignored, {},
            text::counted(ignored, "problem is", "problems are") + " ignored by `policy` or --ignore");
        // These show no problems where there is no error.
        if (asked == command::trigger || asked == command::explain_diff) {
            invocation.screen.note(problems.all().back().message + ".");
        }
    }
}

void apply_late_levels(const context& invocation, const manifest::policy& policy, plan::plan& todo) {
    diagnostics::collector late;
    std::vector<diagnostics::diagnostic> others;
    for (diagnostics::diagnostic& problem : todo.diagnostics) {
        if (validation::is_found_late(problem.id)) {
            late.add(std::move(problem));
        } else {
            others.push_back(std::move(problem));
        }
    }
    todo.diagnostics = std::move(others);
    std::vector<manifest::policy_rule> rules;
    validation::policy_scope scope;
    scope.today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    for (const manifest::policy_rule& rule : policy.rules) {
        const bool holds = !rule.until || std::chrono::sys_days(*rule.until) >= scope.today;
        if (holds && validation::is_found_late(rule.code.value)) {
            rules.push_back(rule);
        }
    }
    static_cast<void>(validation::apply_policy(late, rules, overrides_of(invocation.options), scope));
    add_diagnostics(todo, std::move(late).take());
}

}  // namespace censusctl::cli
