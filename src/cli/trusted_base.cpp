#include "cli/trusted_base.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/command_failure.hpp"
#include "cli/environment.hpp"
#include "cli/git_tree.hpp"
#include "cli/metadata_lock.hpp"
#include "cli/pipeline.hpp"
#include "manifest/file_text.hpp"
#include "manifest/loader.hpp"
#include "report/render.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

namespace fs = std::filesystem;
using diagnostics::code;
using manifest::policy_limit;
using manifest::policy_rule;

bool same_number(const std::optional<diagnostics::located<std::int64_t>>& left,
                 const std::optional<diagnostics::located<std::int64_t>>& right) {
    return left.has_value() == right.has_value() && (!left || left->value == right->value);
}

bool same_limit(const policy_limit& left, const policy_limit& right) {
    return same_number(left.max, right.max) && same_number(left.max_percent, right.max_percent) &&
           left.floor == right.floor;
}

bool same_rule(const policy_rule& left, const policy_rule& right) {
    return left.code.value == right.code.value && left.level == right.level && left.until == right.until;
}

bool same_ownership(const manifest::ownership& left, const manifest::ownership& right) {
    return left.all == right.all && left.labels.value == right.labels.value &&
           std::ranges::equal(left.connections, right.connections,
                              [](const auto& one, const auto& other) { return one.value == other.value; });
}

/// Whether both decide the same, whatever reasons they give.
bool same_policy(const manifest::policy& left, const manifest::policy& right) {
    return std::ranges::equal(left.rules, right.rules, same_rule) &&
           same_ownership(left.owned, right.owned) && left.drift.value == right.drift.value &&
           std::ranges::all_of(manifest::all_limits, [&](const manifest::named_limit& each) {
               return same_limit(left.limits.*each.limit, right.limits.*each.limit);
           });
}

/// The first place of a policy that is known.
diagnostics::span place_of(const manifest::policy& policy) {
    if (!policy.rules.empty()) {
        return policy.rules.front().where;
    }
    if (policy.owned.where.known()) {
        return policy.owned.where;
    }
    if (policy.drift.where.known()) {
        return policy.drift.where;
    }
    for (const manifest::named_limit& each : manifest::all_limits) {
        const policy_limit& limit = policy.limits.*each.limit;
        if (limit.max) {
            return limit.max->where;
        }
        if (limit.max_percent && limit.max_percent->where.known()) {
            return limit.max_percent->where;
        }
    }
    return {};
}

std::string stated(const std::string& value) {
    return value.empty() ? std::string("not stated") : "'" + value + "'";
}

void tell_change(loaded_project& project, code id, const char* key,
                 const diagnostics::located<std::string>& here, const std::string& in_base,
                 const std::string& base) {
    if (here.value != in_base) {
        project.problems
            .report(id, here.where,
                    std::string("`") + key + "` is " + stated(here.value) + " here, and " + stated(in_base) +
                        " in the trusted base " + base)
            .hints.emplace_back("it decides where the token goes, or which one: look whether that is meant");
    }
}

void tell_lock(const context& invocation, loaded_project& project) {
    const std::string& environment = project.declared.config.environment;
    const manifest::file_text here = manifest::read_file(lock_path(invocation, environment));
    if (here.bytes != project.base->lock) {
        project.problems
            .report(code::lock_changed, {},
                    lock_file_name(environment) + " is another than in the trusted base " +
                        project.base->name + ", whose lock is used")
            .hints.emplace_back("merge a new lock in a change of its own");
    }
}

/// Which environment is worked in where the caller picks none is for the base to say: a change of that word
/// would lead an apply of staging into production.
void require_same_environment(const std::string& here, const std::string& in_base, const std::string& base) {
    if (here == in_base) {
        return;
    }
    const auto shown = [](const std::string& name) {
        return name.empty() ? std::string("none") : "'" + text::escape_and_cut(name, 200) + "'";
    };
    throw command_failure(exit_refused,
                          "without --env the files pick the environment " + shown(here) +
                              ", and the trusted base " + base + " picks " + shown(in_base) +
                              ": nothing was done",
                          "say which one: --env NAME");
}

manifest::project_config config_of(const context& invocation, std::string text, const std::string& ref,
                                   loaded_project& project) {
    diagnostics::collector problems;
    // An environment that the base does not know is there what the base says of all.
    const manifest::project_choice choice = choice_of(invocation.options);
    manifest::project_config config = manifest::parse_config(
        std::move(text), ref + ":" + trusted_base::project_name, project.sources, problems, choice);
    // Git's own name of it; the working tree has no such file.
    project.sources.lies_at(static_cast<std::uint32_t>(project.sources.size() - 1),
                            ref + ":" + project.sources.in_repository(trusted_base::project_name));
    if (config.faulty) {
        invocation.screen.note(report::diagnostics_text(diagnostics::sorted(problems.all()), project.sources,
                                                        invocation.screen.style()));
        throw command_failure(
            exit_failed,
            "the project file of --trust-base " + project.base->name + " has errors: nothing was done",
            "mend it there first, or trust a commit in which it has none");
    }
    if (choice.environment.empty()) {
        require_same_environment(project.declared.config.environment, config.environment, project.base->name);
    }
    return config;
}

/// A change may put a project file nearer to where the caller begins, or take the nearest away: another
/// project would be worked on then, of which the base vouches for nothing. Where the base has none at all, a
/// new project is begun.
void require_same_project(const context& invocation, const std::string& ref, const std::string& token_env,
                          const std::string& base) {
    std::error_code failure;
    const fs::path used = fs::canonical(invocation.options.directory, failure);
    fs::path folder = failure ? fs::path() : fs::canonical(invocation.options.begun_in, failure);
    if (failure) {
        return;  // the commands that read it say what is wrong
    }
    while (read_from_git(folder, {"--trust-base", ref}, {trusted_base::project_name}, token_env).empty()) {
        if (fs::exists(folder / ".git", failure) || !folder.has_relative_path()) {
            return;
        }
        folder = folder.parent_path();
    }
    if (folder == used) {
        return;
    }
    const auto shown = [](const fs::path& path) {
        return "'" + text::escape_and_cut((path / trusted_base::project_name).string(), 200) + "'";
    };
    throw command_failure(exit_refused,
                          "the project file in use is " + shown(used) + ", and that of the trusted base " +
                              base + " is " + shown(folder) + ": nothing was done",
                          "the change moves the project; say where it is by -C, once that is meant");
}

}  // namespace

void trust_base(const context& invocation, loaded_project& project) {
    if (!invocation.options.trust_base) {
        return;
    }
    const std::string& ref = *invocation.options.trust_base;
    manifest::project_config& config = project.declared.config;
    project.base.emplace();
    project.base->name = "'" + text::escape_and_cut(ref, 200) + "'";
    require_same_project(invocation, ref, config.token_env.value, project.base->name);
    const std::string lock_file = lock_file_name(config.environment);
    auto files = read_from_git(invocation.options.directory, {"--trust-base", ref},
                               {trusted_base::project_name, lock_file}, config.token_env.value);
    if (const auto lock = files.find(lock_file); lock != files.end()) {
        project.base->lock = std::move(lock->second);
    }
    manifest::project_config vouched;
    if (const auto file = files.find(trusted_base::project_name); file != files.end()) {
        vouched = config_of(invocation, std::move(file->second), ref, project);
    }
    tell_change(project, code::host_changed, "base_url", config.base_url, vouched.base_url.value,
                project.base->name);
    tell_change(project, code::host_changed, "api", config.api, vouched.api.value, project.base->name);
    tell_change(project, code::host_changed, "group_id", config.group_id, vouched.group_id.value,
                project.base->name);
    tell_change(project, code::host_changed, "region", config.region, vouched.region.value,
                project.base->name);
    tell_change(project, code::token_variable_changed, "token_env", config.token_env, vouched.token_env.value,
                project.base->name);
    if (!same_policy(config.policy, vouched.policy)) {
        project.problems
            .report(code::policy_changed, place_of(config.policy),
                    "`policy` is another than in the trusted base " + project.base->name +
                        ", whose rules and limits hold")
            .hints.emplace_back("those of the change hold once it is merged");
    }
    config.policy = std::move(vouched.policy);
    config.read_only = config.read_only || vouched.read_only;
    // A change that says less of the workspace, or another one, does not let the token into it.
    if (!vouched.workspace_name.value.empty()) {
        config.workspace_name = std::move(vouched.workspace_name);
    }
    if (vouched.workspace_id) {
        config.workspace_id = vouched.workspace_id;
    }
    if (invocation.options.locked) {
        tell_lock(invocation, project);
    }
}

}  // namespace censusctl::cli
