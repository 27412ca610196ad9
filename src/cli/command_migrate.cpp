#include <algorithm>
#include <set>
#include <utility>

#include "apply/interrupted_apply.hpp"
#include "apply/journal.hpp"
#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "cli/metadata_lock.hpp"
#include "cli/migration_files.hpp"
#include "cli/migration_sides.hpp"
#include "cli/outputs.hpp"
#include "cli/process_environment.hpp"
#include "cli/proposal.hpp"
#include "cli/workspace_reading.hpp"
#include "manifest/file_text.hpp"
#include "plan/migration.hpp"
#include "report/migration.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

/// One call of `migrate`.
class migrating {
public:
    migrating(const context& invocation, const loaded_project& project)
        : invocation_(invocation), project_(project), files_(invocation, project) {}

    exit_status run() {
        sides_ = read_sides(invocation_, project_);
        describe_sides();
        match();
        look_for_open_work();
        files_.put(shown_.moved.edits, shown_);
        files_.move({sides_.after.base_url, sides_.after.api, group()}, shown_);
        prove();
        tell_what_follows();
        return finish();
    }

private:
    void describe_sides() {
        const auto describe = [](const migration_side& side, report::migration_side& to) {
            to.api = side.api;
            const bool simulated = side.connection && side.connection->simulated();
            to.base_url = simulated ? side.connection->workspace_name() : side.base_url;
            to.token_env = simulated ? std::string() : side.token_env;
            to.read = side.read.has_value();
            to.why_not = side.why_not;
            to.syncs = side.read ? side.read->syncs.size() : 0;
            if (side.connection) {
                to.groups = side.connection->identity().groups;
            }
        };
        describe(sides_.before, shown_.before);
        describe(sides_.after, shown_.after);
        shown_.same_place = sides_.same_place;
        shown_.environment = project_.declared.config.environment;
    }

    void match() {
        const census::workspace_snapshot& now = *sides_.after.read;
        std::optional<plan::workspace_view> before;
        if (sides_.before.read) {
            before.emplace(plan::workspace_view{sides_.before.read->metadata, sides_.before.read->syncs});
        }
        shown_.moved = plan::plan_migration(project_.declared.syncs, before, {now.metadata, now.syncs},
                                            {sides_.before.api, sides_.after.api});
        for (const plan::obstacle& each : shown_.moved.obstacles) {
            shown_.obstacles.push_back(
                {place_of(each.where, project_.sources), each.sync, each.message, each.hint, {}});
            stopped_.insert(each.sync);
        }
    }

    static report::migration_place place_of(const diagnostics::span& where,
                                            const diagnostics::source_map& sources) {
        return where.known() ? report::migration_place{sources.path(where.file), where.line, where.column}
                             : report::migration_place{};
    }

    /// The group to state: the one that is worked in, where the token sees others too.
    [[nodiscard]] std::string group() const {
        const std::vector<std::string> worked_in = sides_.after.connection->identity().groups;
        return sides_.groups.size() > 1 && worked_in.size() == 1 ? worked_in.front() : std::string();
    }

    /// An apply that an earlier one left open can be settled where it was made, and nowhere else.
    void look_for_open_work() {
        if (sides_.same_place) {
            return;
        }
        const apply::open_journals found =
            apply::read_journals(apply::journal_folder(invocation_.options.directory));
        if (!found.running.empty()) {
            shown_.obstacles.push_back(
                {{}, {}, "an apply is under way in this folder", "wait for its end", {}});
        }
        const plan::workspace_identity here = identity_of(*sides_.after.connection, *sides_.after.read);
        for (const apply::interrupted_apply& each : found.interrupted) {
            if (plan::likeness_of(each.plan.workspace, here) != plan::likeness::other) {
                continue;
            }
            const std::string what = "the apply of " + each.started_at + " to " +
                                     each.plan.workspace.base_url + " was interrupted";
            if (sides_.before.read) {
                shown_.obstacles.push_back({{},
                                            {},
                                            what + ", and what it left open can only be found out there",
                                            "settle it first: `censusctl apply`",
                                            {}});
            } else {
                shown_.notes.push_back(what +
                                       "; what it left open is not looked for any more: compare by hand, "
                                       "and delete " +
                                       each.path.filename().string() + " in .censusctl/journal");
            }
        }
    }

    /// A plan of the files as they are to be, against the new generation, must be empty.
    void prove() {
        census::workspace_snapshot workspace = *sides_.after.read;
        const manifest::file_overlay overlay = files_.overlay();
        read_metadata(*sides_.after.connection, load(invocation_, {}, overlay), workspace);
        const proposal after = plan_proposal(invocation_, *sides_.after.connection, workspace, overlay);
        std::vector<diagnostics::diagnostic> problems = after.problems.all();
        problems.insert(problems.end(), after.todo.diagnostics.begin(), after.todo.diagnostics.end());
        std::set<std::pair<std::string, std::string>> said;
        for (const diagnostics::diagnostic& problem : diagnostics::sorted(std::move(problems))) {
            if (problem.level == diagnostics::severity::error && !stopped_.contains(problem.sync) &&
                said.emplace(problem.sync, problem.message).second) {
                shown_.obstacles.push_back(
                    {place_of(problem.where, after.sources),
                     problem.sync,
                     problem.message + " [" + std::string(diagnostics::info(problem.id).slug) + "]",
                     problem.hints.empty() ? std::string() : problem.hints.front(),
                     {}});
            }
        }
        for (const plan::change& change : after.todo.changes) {
            if (!stopped_.contains(change.sync)) {
                add_change(change, after.sources);
            }
        }
    }

    void add_change(const plan::change& change, const diagnostics::source_map& sources) {
        report::migration_obstacle found{place_of(change.source, sources), change.sync, {}, {}, {}};
        switch (change.what) {
            case plan::action::trigger:
                return;
            case plan::action::create:
                found.message = sides_.after.api + " has no such sync: it would be created anew";
                found.hint = "apply it before you migrate, or take it out of the files";
                break;
            case plan::action::remove:
                found.message = "the sync " + std::to_string(change.sync_id.value_or(0)) + " of " +
                                sides_.after.api + " would be deleted";
                found.hint =
                    "where that is meant, apply it before you migrate; where its id is another sync's there, "
                    "take the entry out of `removed`";
                break;
            case plan::action::update:
            case plan::action::replace:
            case plan::action::blocked:
                found.fields = change.fields;
                found.message = change.fields.empty() ? change.note : std::string();
                found.hint = "apply or adopt it before you migrate";
                break;
        }
        shown_.obstacles.push_back(std::move(found));
    }

    /// What there is to do that no file of this project says.
    void tell_what_follows() {
        const std::string url = environment_variable("CENSUS_BASE_URL");
        const bool simulated = sides_.after.connection->simulated();
        if (!url.empty() && url != sides_.after.base_url && !simulated) {
            shown_.notes.push_back(
                "CENSUS_BASE_URL beats the file and still names the old base URL: set it to " +
                sides_.after.base_url);
        }
        if (!sides_.same_place && sides_.before.token_env != sides_.after.token_env && !simulated) {
            shown_.notes.push_back("every other command reads the token from " + sides_.before.token_env +
                                   ": put there what " + sides_.after.token_env + " holds");
        }
        const manifest::file_text lock =
            manifest::read_file(lock_path(invocation_, project_.declared.config.environment));
        if (lock.bytes) {
            tell_lock(*lock.bytes);
        }
    }

    void tell_lock(const std::string& bytes) {
        try {
            const report::metadata_lock lock = report::decode_lock(bytes);
            const plan::workspace_identity here = identity_of(*sides_.after.connection, *sides_.after.read);
            if (plan::likeness_of(lock.workspace, here) == plan::likeness::other) {
                shown_.notes.push_back(
                    "censusctl.lock.json is of " + lock.workspace.api + " at " + lock.workspace.base_url +
                    ": write it anew with `censusctl lock`, and plans that were saved too");
            }
        } catch (const report::lock_error&) {
            shown_.notes.emplace_back(
                "censusctl.lock.json cannot be read: write it anew with `censusctl lock`");
        }
    }

    exit_status finish() {
        std::vector<import_file> files = files_.changed();
        for (const import_file& file : files) {
            refuse_secret(invocation_, file.text, "a file");
        }
        if (!shown_.obstacles.empty()) {
            shown_.result = report::migration_result::in_the_way;
        } else if (!files.empty()) {
            shown_.result = invocation_.options.dry_run ? report::migration_result::would_migrate
                                                        : report::migration_result::migrated;
        }
        if (shown_.result == report::migration_result::migrated) {
            write_import(files, std::filesystem::path(invocation_.options.directory));
        }
        emit(invocation_, [&](std::string_view format, const report::text_style& style) {
            return format == "json" ? report::migration_json(shown_) : report::migration_text(shown_, style);
        });
        return say_result();
    }

    exit_status say_result() {
        console& screen = invocation_.screen;
        if (shown_.result != report::migration_result::in_the_way) {
            for (const std::string& note : shown_.notes) {
                screen.note("! " + text::escape_for_terminal(note) + ".");
            }
        }
        switch (shown_.result) {
            case report::migration_result::in_the_way:
                throw command_failure(
                    exit_failed, "nothing was written: " +
                                     text::counted(shown_.obstacles.size(), "thing stands", "things stand") +
                                     " in the way of " + sides_.after.api);
            case report::migration_result::nothing_to_do:
                screen.note("Nothing to do: the files are those of " + sides_.after.api + ".");
                break;
            case report::migration_result::would_migrate:
                screen.note("Nothing was written: this is what would be.");
                break;
            case report::migration_result::migrated:
                screen.note("Moved to " + sides_.after.api + ". Review the difference, and commit it.");
                break;
        }
        return exit_ok;
    }

    const context& invocation_;
    const loaded_project& project_;
    migration_files files_;
    migration_sides sides_;
    report::migration shown_;
    std::set<std::string> stopped_;  ///< keys of syncs that have an obstacle
};

}  // namespace

exit_status run_migrate(const context& invocation) {
    if (const std::string& name = invocation.options.token_env; !name.empty()) {
        invocation.screen.hide(environment_variable(name.c_str()));
    }
    const loaded_project project = load(invocation, {});
    if (project.problems.has_errors()) {
        print_problems(invocation, diagnostics::sorted(project.problems.all()), project.sources,
                       project.declared.config.environment);
        throw command_failure(exit_manifest, "the files have errors: nothing was migrated");
    }
    return migrating(invocation, project).run();
}

}  // namespace censusctl::cli
