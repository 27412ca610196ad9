#include "cli/drift_decision.hpp"

#include <string>
#include <vector>

#include "cli/command_failure.hpp"
#include "plan/overwritten.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

constexpr std::size_t most_named = 5;
constexpr std::size_t longest_name = 100;

/// The syncs that wait for a decision.
std::vector<std::string> undecided(const plan::plan& todo) {
    std::vector<std::string> keys;
    for (const diagnostics::diagnostic& problem : todo.diagnostics) {
        if (problem.id == diagnostics::code::workspace_drift) {
            keys.push_back(problem.sync);
        }
    }
    return keys;
}

/// "'a', 'b' and 3 more"
std::string named(const std::vector<std::string>& keys) {
    std::string names;
    for (std::size_t at = 0; at < keys.size() && at < most_named; ++at) {
        names += (at == 0 ? "'" : ", '") + text::escape_and_cut(keys[at], longest_name) + "'";
    }
    return keys.size() > most_named ? names + " and " + std::to_string(keys.size() - most_named) + " more"
                                    : names;
}

}  // namespace

manifest::drift_choice drift_choice(const context& invocation, const manifest::policy& policy) {
    const std::string& word = invocation.options.drift;
    return word.empty() ? policy.drift.value : manifest::drift_choice_of(word);
}

void tell_undecided(const context& invocation, const plan::plan& todo) {
    if (todo.drift == manifest::drift_choice::overwrite || !todo.base.name.empty()) {
        return;
    }
    const std::string word(manifest::to_string(todo.drift));
    invocation.screen.note(
        "`drift: " + word +
        "` decides nothing here: no apply that went well is known, and no --base was given, "
        "so that every difference counts as the files'.");
}

bool waits_for_decision(const plan::plan& todo) {
    return !undecided(todo).empty();
}

void refuse_drift(const plan::plan& todo) {
    const std::vector<std::string> keys = undecided(todo);
    if (keys.empty()) {
        return;
    }
    std::string adopted;
    for (std::size_t count = 0; const plan::change& planned : todo.changes) {
        const std::string command = plan::adopting(planned);
        if (!command.empty() && ++count <= most_named) {
            adopted += (adopted.empty() ? "`" : ", `") + text::escape_for_terminal(command) + "`";
        }
    }
    throw command_failure(exit_refused,
                          "the workspace was edited, and `drift: fail` says that somebody decides first: " +
                              named(keys) + "; nothing was done",
                          adopted + (adopted.empty() ? "" : " takes it into the files, ") +
                              "`--drift overwrite` makes the workspace as the files say");
}

std::string left_out_line(const plan::plan& todo) {
    return "Without " + named(todo.left_out) + ", whose `id` the workspace does not have.";
}

}  // namespace censusctl::cli
