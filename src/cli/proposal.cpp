#include "cli/proposal.hpp"

#include <algorithm>
#include <utility>

#include "cli/workspace_reading.hpp"
#include "diff/attribute_value.hpp"
#include "report/values.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

constexpr std::size_t longest_value = 60;

void add_errors(const std::vector<diagnostics::diagnostic>& problems, const std::string& key,
                std::vector<std::string>& reasons) {
    for (const diagnostics::diagnostic& problem : problems) {
        if (problem.sync != key || problem.level != diagnostics::severity::error) {
            continue;
        }
        std::string reason = text::escape_for_terminal(problem.message) + " [" +
                             std::string(diagnostics::info(problem.id).slug) + "]";
        if (std::ranges::find(reasons, reason) == reasons.end()) {
            reasons.push_back(std::move(reason));
        }
    }
}

}  // namespace

void forget_emptiness(loaded_project& project) {
    diagnostics::collector others;
    for (const diagnostics::diagnostic& problem : project.problems.all()) {
        if (problem.id != diagnostics::code::manifest_empty) {
            others.add(problem);
        }
    }
    project.problems = std::move(others);
}

std::map<std::int64_t, std::string> declared_ids(const loaded_project& project,
                                                 const std::vector<model::live_sync>& live) {
    std::vector<validation::resolved_sync> declared(project.declared.syncs.size());
    for (std::size_t at = 0; at < declared.size(); ++at) {
        declared[at].declared = &project.declared.syncs[at];
    }
    diagnostics::collector ignored;
    const plan::matches found = plan::match_syncs(declared, live, ignored);
    std::map<std::int64_t, std::string> ids;
    for (std::size_t at = 0; at < declared.size(); ++at) {
        if (found.declared[at].live != plan::no_match) {
            ids.emplace(live[found.declared[at].live].id, project.declared.syncs[at].key.value);
        }
    }
    return ids;
}

void name_as_in_files(const std::vector<manifest::renamed_connection>& renames, plan::import_result& made) {
    const auto rename = [&](model::connection_name& connection) {
        const auto found =
            std::ranges::find_if(renames, [&](const auto& one) { return one.means.value == connection; });
        if (found != renames.end()) {
            connection = {std::nullopt, found->name.value};
        }
    };
    for (plan::imported_sync& sync : made.syncs) {
        rename(sync.written.source);
        rename(sync.written.destination);
    }
}

proposal plan_proposal(const context& invocation, const session& connection,
                       const census::workspace_snapshot& workspace, const manifest::file_overlay& overlay) {
    loaded_project proposed = load(invocation, {}, overlay);
    forget_emptiness(proposed);
    planned_project planned;
    planned.problems = proposed.problems;
    planned.workspace.metadata = workspace.metadata;
    planned.workspace.syncs = workspace.syncs;
    planned.identity = identity_of(connection, planned.workspace);
    resolve(proposed, validation::metadata_origin::workspace, connection.capabilities(), planned);
    apply_levels(invocation, proposed.declared.config.policy, true, planned.problems);
    plan_actions(invocation, proposed, connection, planned);
    return {std::move(proposed.sources), std::move(planned.problems), std::move(planned.todo)};
}

std::vector<std::string> reasons_against(const std::string& key, const proposal& planned) {
    std::vector<std::string> reasons;
    add_errors(planned.problems.all(), key, reasons);
    add_errors(planned.todo.diagnostics, key, reasons);
    for (const plan::change& change : planned.todo.changes) {
        if (change.sync != key || change.what == plan::action::trigger) {
            continue;
        }
        if (change.what == plan::action::create) {
            reasons.emplace_back("it would be created anew");
            continue;
        }
        for (const diff::field_change& field : change.fields) {
            const report::shown_pair values =
                report::shown_values(field.path, field.before, field.after, longest_value);
            reasons.push_back(text::escape_for_terminal(diff::to_string(field.path)) + ": " + values.before +
                              " -> " + values.after);
        }
    }
    const auto& same = planned.todo.unchanged;
    if (reasons.empty() && std::ranges::find(same, key) == same.end()) {
        reasons.emplace_back("it is not found in what was written");
    }
    return reasons;
}

}  // namespace censusctl::cli
