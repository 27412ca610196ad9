#include "plan/pruning.hpp"

#include <algorithm>
#include <string>

#include "plan/live_sync_words.hpp"
#include "text/counted.hpp"

namespace censusctl::plan {
namespace {

using diagnostics::code;

constexpr std::size_t most_named = 5;

std::string names_of(const std::vector<std::size_t>& list, const std::vector<model::live_sync>& live) {
    std::string text;
    for (std::size_t at = 0; at < list.size() && at < most_named; ++at) {
        text += (at == 0 ? "" : ", ") + words_of(live[list[at]]);
    }
    if (list.size() > most_named) {
        text += " and " + std::to_string(list.size() - most_named) + " more";
    }
    return text;
}

bool is_any_found(const matches& found) {
    return std::ranges::any_of(found.declared, [](const match& one) { return one.live != no_match; });
}

/// Whether the live sync may be a protected one whose label was edited.
const validation::resolved_sync* protected_twin(const pruning_input& input, const model::live_sync& live) {
    for (std::size_t at = 0; at < input.declared.size(); ++at) {
        const validation::resolved_sync& sync = input.declared[at];
        if (sync.declared->protect && input.found.declared[at].live == no_match && sync.spec &&
            look_alike(sync, live)) {
            return &sync;
        }
    }
    return nullptr;
}

/// Reports each of them that is protected; whether there is one.
bool report_protected(const pruning_input& input, const std::vector<std::size_t>& list,
                      diagnostics::collector& problems) {
    bool any = false;
    for (const std::size_t at : list) {
        const validation::resolved_sync* twin = protected_twin(input, input.live[at]);
        if (twin == nullptr) {
            continue;
        }
        any = true;
        diagnostics::diagnostic& problem =
            problems.report(code::sync_protected, twin->declared->key.where,
                            "sync '" + twin->declared->key.value +
                                "' is protected and was not found, and --prune would delete sync " +
                                words_of(input.live[at]) + ", which looks like it");
        problem.sync = twin->declared->key.value;
        problem.hints.push_back("pin it with 'id: " + std::to_string(input.live[at].id) +
                                "', or list that id under 'distinct_from'");
    }
    return any;
}

}  // namespace

std::vector<std::size_t> find_prunable(const pruning_input& input, diagnostics::collector& problems) {
    std::vector<std::size_t> list;
    if (!input.scope.stated()) {
        return list;
    }
    for (std::size_t at = 0; at < input.live.size(); ++at) {
        if (input.found.claimed[at] == 0 && input.removed[at] == 0 && input.scope.owns(input.live[at].spec)) {
            list.push_back(at);
        }
    }
    if (list.empty()) {
        return list;
    }
    const std::string what = text::counted(list.size(), "live sync") + " that these files own";
    if (!input.prune) {
        const std::string verb = list.size() == 1 ? " is" : " are";
        problems
            .report(code::owned_unmanaged, input.scope.where(),
                    what + verb + " declared by none of them: " + names_of(list, input.live))
            .hints.emplace_back("declare what is to stay; `--prune` deletes the rest");
        return {};
    }
    const std::string kept = "nothing is pruned, though " + what + " and do not declare could be: ";
    if (problems.has_errors()) {
        problems.report(code::prune_refused, input.scope.where(), kept + "there are errors")
            .hints.emplace_back("a sync that cannot be read may be one of them: solve the errors first");
        return {};
    }
    if (!is_any_found(input.found)) {
        problems
            .report(code::prune_refused, input.scope.where(),
                    kept + "none of the declared syncs is in this workspace, which may be another one")
            .hints.emplace_back("apply without --prune first, or name under `removed` what is to go");
        return {};
    }
    return report_protected(input, list, problems) ? std::vector<std::size_t>() : list;
}

}  // namespace censusctl::plan
