#include "cli/pipeline.hpp"

#include <algorithm>
#include <chrono>

#include "cli/command_failure.hpp"
#include "cli/drift_decision.hpp"
#include "cli/environment.hpp"
#include "cli/metadata_lock.hpp"
#include "cli/outputs.hpp"
#include "cli/repository_place.hpp"
#include "cli/settings.hpp"
#include "cli/stopwatch.hpp"
#include "cli/workspace_check.hpp"
#include "cli/workspace_reading.hpp"
#include "manifest/loader.hpp"
#include "model/retirement.hpp"
#include "plan/left_behind.hpp"
#include "plan/limits.hpp"
#include "plan/matching.hpp"
#include "plan/ownership_scope.hpp"
#include "plan/planner.hpp"
#include "plan/server_keys.hpp"
#include "report/render.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"
#include "text/suggest.hpp"
#include "validation/validate.hpp"

namespace censusctl::cli {
namespace {

/// How often a listing that shifts while it is read is read again.
constexpr int most_rereads = 3;

}  // namespace

namespace {

/// What the project file names as the token is as secret as what the caller does.
void hide_secrets(const context& invocation, const loaded_project& project) {
    for (const std::string& secret : possible_secrets(project.declared.config.token_env.value)) {
        invocation.screen.hide(secret);
    }
}

/// Whether the plan is to be applied, now or later.
bool is_to_apply(const context& invocation) {
    return invocation.options.command == command::plan || invocation.options.command == command::apply;
}

/// `--prune` deletes what no file declares, so that it must know all files and what they own.
void check_prune(const context& invocation, const loaded_project& project) {
    if (!invocation.options.prune) {
        return;
    }
    if (project.selected) {
        throw command_failure(
            exit_usage,
            "--prune judges by all files of the project: it takes no PATH, and nothing that selects");
    }
    if (!project.declared.config.policy.owned.stated()) {
        throw command_failure(exit_usage,
                              "--prune needs `policy: ownership`, which says what these files own",
                              "add it to censusctl.yaml: `ownership: {labels: \"team/*\"}`, or `all: true`");
    }
}

/// Whether the manifests are checked against metadata afterwards, of the workspace or a lock.
bool reads_metadata(const context& invocation) {
    const cli_options& options = invocation.options;
    return options.command == command::validate
               ? options.online || options.locked || options.sandbox.has_value()
               : options.command != command::graph;
}

/// Ends a command that would use what a faulty project file says: no default stands in for it.
void require_sound_config(const context& invocation, const loaded_project& project) {
    if (project.declared.config.faulty) {
        print_problems(invocation, diagnostics::sorted(project.problems.all()), project.sources,
                       project.declared.config.environment);
        throw command_failure(exit_manifest,
                              "the project file has errors: nothing was connected to, and nothing done");
    }
}

}  // namespace

const std::vector<char>& selected_syncs(const loaded_project& project) {
    static const std::vector<char> all;
    return project.selected ? project.selected->syncs : all;
}

loaded_project load(const context& invocation, const std::vector<std::string>& words,
                    const manifest::file_overlay& overlay, manifest::sync_tracer* tracer) {
    stopwatch watch(invocation.log);
    loaded_project project;
    const cli_options& options = invocation.options;
    project.declared = manifest::load_project(options.directory, words, project.sources, project.problems,
                                              overlay, choice_of(options), tracer);
    tell_repository_places(options.directory, project.sources);
    watch.lap("read manifests");
    project.selected = manifest::select(project.declared,
                                        {words, options.labels, options.destinations, options.source_names},
                                        project.problems);
    const command asked = options.command;
    validation::check_structure(project.declared.syncs, project.problems,
                                reads_metadata(invocation) ? validation::missing_keys::by_metadata
                                                           : validation::missing_keys::by_files,
                                project.declared.excluded);
    watch.lap("check structure");
    hide_secrets(invocation, project);
    // `validate` and `graph` connect to nothing without more ado, and show what is wrong themselves.
    if ((asked != command::validate || invocation.options.online) && asked != command::graph) {
        require_sound_config(invocation, project);
    }
    if (!project.declared.config.faulty) {
        require_environment(invocation, project.declared.config);
        require_used_variables(invocation, project.declared);
    }
    if (project.selected) {
        manifest::keep_selected(
            *project.selected,
            asked == command::validate ? manifest::elsewhere::nothing : manifest::elsewhere::references,
            project.problems);
    }
    trust_base(invocation, project);
    check_prune(invocation, project);
    return project;
}

loaded_project load_config(const context& invocation) {
    loaded_project project;
    project.declared.config = manifest::load_config(invocation.options.directory, project.sources,
                                                    project.problems, choice_of(invocation.options));
    tell_repository_places(invocation.options.directory, project.sources);
    hide_secrets(invocation, project);
    require_sound_config(invocation, project);
    require_environment(invocation, project.declared.config);
    trust_base(invocation, project);
    return project;
}

std::unique_ptr<session> connect(const context& invocation, const loaded_project& project) {
    try {
        auto connection = std::make_unique<session>(invocation.options, project.declared.config,
                                                    invocation.screen, invocation.log);
        check_workspace(*connection, project.declared.config);
        return connection;
    } catch (const command_failure& failure) {
        if (!project.problems.has_errors()) {
            throw;
        }
        print_problems(invocation, diagnostics::sorted(project.problems.all()), project.sources,
                       project.declared.config.environment);
        throw command_failure(
            exit_manifest,
            std::string("the manifests were not checked against the workspace: ") + failure.what(),
            failure.hint());
    }
}

model::references wanted_metadata(const loaded_project& project) {
    if (project.read_along.empty()) {
        return manifest::references_of(project.declared.syncs, selected_syncs(project));
    }
    std::vector<manifest::declared_sync> all = project.declared.syncs;
    all.insert(all.end(), project.read_along.begin(), project.read_along.end());
    std::vector<char> selected = selected_syncs(project);
    if (!selected.empty()) {
        selected.resize(all.size(), 1);
    }
    return manifest::references_of(all, selected);
}

void resolve(const loaded_project& project, validation::metadata_origin origin,
             const model::capabilities& can, planned_project& planned) {
    planned.resolved = validation::resolve(project.declared.syncs, planned.workspace.metadata,
                                           planned.problems, origin, can, selected_syncs(project));
    plan::mark_server_keys(planned.resolved, planned.workspace.syncs);
    validation::check_metadata(planned.resolved, planned.problems);
    // A lock holds no more than what the manifests use. Where the ownership itself is wrong, that is told
    // alone.
    if (origin == validation::metadata_origin::workspace &&
        !plan::check_owned_connections(project.declared.config.policy.owned, planned.workspace.metadata,
                                       planned.problems)) {
        return;
    }
    plan::check_ownership(
        planned.resolved,
        plan::ownership_scope(project.declared.config.policy.owned, planned.workspace.metadata),
        planned.problems);
    if (project.selected) {
        manifest::keep_selected(*project.selected, manifest::elsewhere::references, planned.problems);
    }
}

void plan_actions(const context& invocation, const loaded_project& project, const session& connection,
                  planned_project& planned) {
    plan::planner_options options;
    options.workspace = planned.identity;
    options.removed = &project.declared.removed;
    options.owed = planned.owed;
    options.replacing = planned.left_open.left.replacing;
    options.allow_replace = invocation.options.allow_replace;
    options.owned = &project.declared.config.policy.owned;
    options.metadata = &planned.workspace.metadata;
    options.prune = invocation.options.prune;
    const model::capabilities can = connection.capabilities();
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    if (!connection.simulated() && model::is_retired(can.retires, today)) {
        options.retired_since = can.retires;
    }
    options.selected = project.selected ? &*project.selected : nullptr;
    options.tell_owned = is_to_apply(invocation) && !project.selected;
    options.allow_duplicates = invocation.options.allow_duplicates;
    // What only shows how things are, and what writes files, wants all differences as they are.
    if (is_to_apply(invocation)) {
        options.base = planned.past.attributed_by();
        options.drift = drift_choice(invocation, project.declared.config.policy);
    }
    plan::matched_plan result =
        plan::make_plan(planned.resolved, planned.workspace.syncs, can, options, planned.problems);
    planned.todo = std::move(result.todo);
    planned.todo.base.asked = invocation.options.base.has_value();
    planned.found = std::move(result.found);
}

namespace {

/// Once in each plan against the service itself: there is a day from which on none is made any more.
void warn_of_retirement(const loaded_project& project, const session& connection,
                        diagnostics::collector& problems) {
    const model::capabilities can = connection.capabilities();
    if (can.retires.empty() || connection.simulated()) {
        return;
    }
    problems
        .report(diagnostics::code::api_retiring, project.declared.config.base_url.where,
                "the vendor serves the API of generation " + std::string(can.generation) + " until " +
                    std::string(can.retires))
        .hints.emplace_back(
            "`censusctl migrate --to v2` proves that the files plan empty there, and moves them; it takes a "
            "personal access token: --token-env NAME");
}

/// Which groups of a workspace are worked in follows from all sources of the files, selected or not.
census::reading_extent extent_of(const loaded_project& project) {
    census::reading_extent extent;
    if (project.selected) {
        for (const auto& use : manifest::references_of(project.declared.syncs).sources) {
            extent.in_groups_of.push_back(use.connection);
        }
    }
    return extent;
}

/// All but the limits, of which a plan that is not to be applied knows nothing.
planned_project plan_without_limits(const context& invocation, const loaded_project& project,
                                    session& connection) {
    stopwatch watch(invocation.log);
    planned_project planned;
    planned.problems = project.problems;
    if (invocation.options.locked) {
        report::metadata_lock lock = read_lock(invocation, project.declared.config.environment, project.base);
        connection.speak(lock.workspace.api);
        connection.work_in(lock.workspace.groups);
        check_lock_workspace(invocation, lock, connection.identity());
        list_syncs(connection, planned.workspace);
        check_lock_syncs(lock, planned.workspace.syncs);
        planned.workspace.metadata = std::move(lock.metadata);
        planned.identity = std::move(lock.workspace);
    } else {
        planned.workspace = read_workspace(connection, wanted_metadata(project), extent_of(project));
        planned.identity = identity_of(connection, planned.workspace);
    }
    watch.lap("fetch and decode");
    connection.say_learnt_keys();
    resolve(project,
            invocation.options.locked ? validation::metadata_origin::lock
                                      : validation::metadata_origin::workspace,
            connection.capabilities(), planned);
    warn_of_retirement(project, connection, planned.problems);
    apply_levels(invocation, project.declared.config.policy, project.declared.config.environments.empty(),
                 planned.problems);
    watch.lap("resolve and check");
    planned.left_open = find_open_work(invocation, planned.identity);
    planned.owed = settle_open_work(invocation, connection, planned.left_open, planned.workspace);
    if (is_to_apply(invocation) || invocation.options.command == command::drift ||
        invocation.options.command == command::explain_diff) {
        planned.past = look_back(invocation, project.applied, planned.workspace.syncs,
                                 planned.workspace.metadata, planned.identity);
    }
    for (int reading = 0; reading <= most_rereads; ++reading) {
        plan_actions(invocation, project, connection, planned);
        watch.lap("match and compare");
        if (!planned.todo.relies_on_absence()) {
            return planned;
        }
        const bool whole = confirm_listing(connection, planned.workspace);
        watch.lap("confirm the listing");
        if (whole) {
            return planned;
        }
        if (invocation.log) {
            invocation.log(diagnostics::log_level::info,
                           "a sync was removed while the syncs were listed; they are listed again", {});
        }
    }
    throw_restless_listing();
}

}  // namespace

namespace {

/// What a later plan is to know after an apply of a part of the project: that part as it is by then, and of
/// the rest what is known by now. Where that is what a commit has, which may never have been applied, nothing
/// is said, and the apply before stays the newest.
void note_part(planned_project& planned, std::vector<plan::declared_identity> declared) {
    const plan::known_syncs* applied = planned.past.attributed_by();
    if (applied != nullptr && !applied->applied) {
        return;
    }
    std::vector<plan::declared_identity> known =
        plan::known_after(std::move(declared), planned.todo, applied);
    if (applied != nullptr) {
        plan::keep_known(known, *applied, true);
    }
    if (const plan::known_syncs* newest = planned.past.declared(); newest != nullptr) {
        plan::keep_known(known, *newest, false);
    }
    planned.todo.declared = std::move(known);
    plan::forget_replaced(planned.todo);
}

/// Whether a file will hold the plan, for a later one to know what was declared. What no file will hold is
/// not gathered: it is as much again as what is declared.
bool is_kept(const context& invocation) {
    return invocation.options.command == command::apply || !invocation.options.out.empty();
}

/// Names the syncs that were taken out of the files, where it is known what these were before. Of a part of
/// the project it cannot be told.
void name_left_behind(const context& invocation, const loaded_project& project, planned_project& planned) {
    if (!is_to_apply(invocation) && invocation.options.command != command::drift) {
        return;
    }
    const bool kept = is_kept(invocation);
    if (!kept && (project.selected || planned.past.declared() == nullptr)) {
        return;
    }
    std::vector<plan::declared_identity> declared =
        plan::identities_of(planned.resolved, planned.workspace.syncs, planned.found, kept);
    if (project.selected) {
        note_part(planned, std::move(declared));
        return;
    }
    if (const plan::known_syncs* before = planned.past.declared(); before != nullptr) {
        diagnostics::collector left;
        plan::report_left_behind(*before, planned.todo, left);
        plan::report_renamed_keys(*before, planned.resolved, declared, left);
        add_diagnostics(planned.todo, std::move(left).take());
    }
    planned.todo.declared =
        plan::known_after(std::move(declared), planned.todo, planned.past.attributed_by());
    plan::forget_replaced(planned.todo);
}

}  // namespace

planned_project make_plan(const context& invocation, const loaded_project& project, session& connection) {
    planned_project planned = plan_without_limits(invocation, project, connection);
    const manifest::policy& policy = project.declared.config.policy;
    name_left_behind(invocation, project, planned);
    if (is_to_apply(invocation)) {
        read_counts(connection, policy.limits.records.max.has_value(), planned.todo);
        planned.todo.limits = policy.limits;
        diagnostics::collector exceeded;
        plan::check_limits(planned.todo, policy.limits, planned.workspace.syncs.size(), exceeded);
        add_diagnostics(planned.todo, std::move(exceeded).take());
    }
    apply_late_levels(invocation, policy, planned.todo);
    if (invocation.options.command == command::plan && planned.todo.can_apply()) {
        if (const std::string why = why_unproved(connection); !why.empty()) {
            invocation.screen.note("an apply would be refused without --allow-unproved-api: " +
                                   text::escape_for_terminal(why));
        }
    }
    return planned;
}

void add_diagnostics(plan::plan& to, std::vector<diagnostics::diagnostic> more) {
    more.insert(more.end(), to.diagnostics.begin(), to.diagnostics.end());
    to.diagnostics = diagnostics::sorted(std::move(more));
}

namespace {

bool has_error_of(const std::vector<diagnostics::diagnostic>& problems, const std::string& key) {
    return std::ranges::any_of(problems, [&](const diagnostics::diagnostic& problem) {
        return problem.level == diagnostics::severity::error && problem.sync == key;
    });
}

}  // namespace

live_pair find_live(const planned_project& planned, const std::string& key) {
    std::vector<std::string_view> keys;
    for (std::size_t at = 0; at < planned.resolved.size(); ++at) {
        const std::string& candidate = planned.resolved[at].declared->key.value;
        keys.emplace_back(candidate);
        if (candidate != key) {
            continue;
        }
        const plan::match& match = planned.found.declared[at];
        const bool resolved = planned.resolved[at].spec.has_value();
        const bool absent = match.live == plan::no_match;
        // A problem that several syncs share is told for the first of them only.
        if (!resolved || match.problem || (absent && has_error_of(planned.todo.diagnostics, key))) {
            throw command_failure(exit_manifest,
                                  "the sync '" + text::escape_for_terminal(key) + "' has errors",
                                  "`censusctl plan` shows them");
        }
        if (absent) {
            throw command_failure(
                exit_failed, "the sync '" + text::escape_for_terminal(key) + "' is not in the workspace yet",
                "`censusctl plan` shows what an apply would create");
        }
        return live_pair{&planned.resolved[at], &planned.workspace.syncs[match.live]};
    }
    throw command_failure(exit_failed, "no manifest declares a sync '" + text::escape_for_terminal(key) + "'",
                          text::escape_for_terminal(text::did_you_mean(key, keys)));
}

std::string count_line(const std::vector<diagnostics::diagnostic>& problems) {
    std::size_t errors = 0;
    std::size_t warnings = 0;
    for (const auto& problem : problems) {
        errors += problem.level == diagnostics::severity::error ? 1 : 0;
        warnings += problem.level == diagnostics::severity::warning ? 1 : 0;
    }
    std::string text;
    if (errors > 0) {
        text = text::counted(errors, "error");
    }
    if (warnings > 0) {
        text += (text.empty() ? "" : ", ") + text::counted(warnings, "warning");
    }
    return text;
}

void print_problems(const context& invocation, const std::vector<diagnostics::diagnostic>& problems,
                    const diagnostics::source_map& sources, const std::string& environment,
                    const std::string& api) {
    emit(invocation, [&](std::string_view format, const report::text_style& style) {
        if (format == "json") {
            return report::diagnostics_json(problems, sources, {environment, api});
        }
        if (format == "text" || format == "html") {
            return report::diagnostics_text(problems, sources, style);
        }
        return problems_for_tools(format, problems, sources);
    });
}

}  // namespace censusctl::cli
