#include <algorithm>
#include <stdexcept>

#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "cli/metadata_lock.hpp"
#include "cli/outputs.hpp"
#include "cli/workspace_reading.hpp"
#include "manifest/file_text.hpp"
#include "report/lock_check.hpp"
#include "text/counted.hpp"
#include "text/durable_file.hpp"
#include "text/escape.hpp"
#include "validation/used_metadata.hpp"
#include "validation/validate.hpp"

namespace censusctl::cli {
namespace {

using diagnostics::diagnostic;

/// What is wrong with the manifests against some metadata.
struct judged {
    std::vector<validation::resolved_sync> resolved;
    std::vector<diagnostic> problems;
};

judged judge(const loaded_project& project, const model::catalogue& metadata,
             validation::metadata_origin origin) {
    judged judgement;
    diagnostics::collector problems;
    judgement.resolved =
        validation::resolve(project.declared.syncs, metadata, problems, origin, {}, selected_syncs(project));
    validation::check_metadata(judgement.resolved, problems);
    judgement.problems = diagnostics::sorted(std::move(problems).take());
    return judgement;
}

bool same(const diagnostic& left, const diagnostic& right) {
    return left.id == right.id && left.where == right.where && left.message == right.message;
}

/// Without these a lock would not hold what the manifests mean.
std::vector<diagnostic> unresolved(const std::vector<diagnostic>& problems) {
    std::vector<diagnostic> found;
    std::copy_if(problems.begin(), problems.end(), std::back_inserter(found), [](const diagnostic& problem) {
        return problem.level == diagnostics::severity::error && diagnostics::is_fixed(problem.id);
    });
    return found;
}

std::string contents(const model::catalogue& metadata) {
    std::size_t sources = 0;
    std::size_t objects = 0;
    std::size_t fields = 0;
    for (const auto& source : metadata.sources) {
        sources += source.objects.size();
    }
    for (const auto& destination : metadata.destinations) {
        objects += destination.objects.size();
        for (const auto& object : destination.objects) {
            fields += object.fields.size();
        }
    }
    return text::counted(sources, "model or table", "models and tables") + ", " +
           text::counted(objects, "object") + ", " + text::counted(fields, "field");
}

exit_status check(const context& invocation, const loaded_project& project, const judged& live,
                  const report::metadata_lock& lock, const plan::workspace_identity& here) {
    const judged locked = judge(project, lock.metadata, validation::metadata_origin::lock);
    report::lock_check found;
    // What other syncs use of the lock is not asked about.
    found.changes = validation::metadata_difference(
        project.selected ? validation::used_metadata(locked.resolved) : lock.metadata,
        validation::used_metadata(live.resolved));
    for (const diagnostic& problem : live.problems) {
        const bool known = std::any_of(locked.problems.begin(), locked.problems.end(),
                                       [&](const diagnostic& other) { return same(problem, other); });
        if (!known) {
            found.breaks.push_back(problem);
        }
    }
    invocation.screen.data(invocation.options.format == "json"
                               ? report::lock_check_json(found, project.sources, {here.environment, here.api})
                               : report::lock_check_text(found, project.sources, invocation.screen.style()),
                           invocation.options.format);
    if (found.current()) {
        return exit_ok;
    }
    invocation.screen.note("`censusctl lock` takes this over; review the difference like any other.");
    invocation.screen.complain("The lock and the workspace differ.");
    return exit_differences;
}

}  // namespace

exit_status run_lock(const context& invocation) {
    if (!invocation.options.check && !invocation.options.words.empty()) {
        throw command_failure(exit_usage, "a lock is of the whole project: PATH goes with --check");
    }
    const loaded_project project = load(invocation, invocation.options.words);
    if (const auto problems = unresolved(project.problems.all()); !problems.empty()) {
        print_problems(invocation, diagnostics::sorted(problems), project.sources,
                       project.declared.config.environment);
        throw command_failure(
            exit_manifest,
            "the lock was not " + std::string(invocation.options.check ? "checked" : "written"));
    }
    std::optional<report::metadata_lock> old;
    if (invocation.options.check) {
        old = read_lock(invocation, project.declared.config.environment);
    }
    const auto connection = connect(invocation, project);
    if (old) {
        // Which generation is spoken need not be known yet.
        plan::workspace_identity before_reading = connection->identity();
        before_reading.api = old->workspace.api;
        check_lock_workspace(invocation, *old, before_reading);
    }
    const auto workspace = read_workspace(*connection, wanted_metadata(project));
    const plan::workspace_identity here = identity_of(*connection, workspace);
    if (old) {
        check_lock_workspace(invocation, *old, here);
    }
    const judged live = judge(project, workspace.metadata, validation::metadata_origin::workspace);
    if (old) {
        return check(invocation, project, live, *old, here);
    }
    if (const auto problems = unresolved(live.problems); !problems.empty()) {
        print_problems(invocation, problems, project.sources, project.declared.config.environment);
        throw command_failure(exit_manifest, "the lock was not written");
    }
    const report::metadata_lock lock{here, validation::used_metadata(live.resolved)};
    const std::string text = report::encode_lock(lock);
    const std::filesystem::path path = lock_path(invocation, project.declared.config.environment);
    refuse_secret(invocation, text, "the lock");
    const manifest::file_text there = manifest::read_file(path);
    const std::string name = text::escape_for_terminal(path.string());
    if (there.bytes == text) {
        invocation.screen.note(name + " is current: " + contents(lock.metadata) + ".");
        return exit_ok;
    }
    try {
        text::write_file(path, text);
    } catch (const text::file_error& problem) {
        throw command_failure(exit_failed,
                              "the lock was not written: " + text::escape_for_terminal(problem.what()));
    }
    invocation.screen.note("Wrote " + name + ": " + contents(lock.metadata) + ". Commit it.");
    return exit_ok;
}

}  // namespace censusctl::cli
