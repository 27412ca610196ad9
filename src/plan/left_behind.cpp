#include "plan/left_behind.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "diff/source_identity.hpp"

namespace censusctl::plan {
namespace {

const declared_identity* find(const known_syncs& before, const unmanaged_sync& live) {
    const auto by_id = std::ranges::find_if(
        before.syncs, [&](const declared_identity& one) { return one.id == live.sync_id; });
    if (by_id != before.syncs.end()) {
        return &*by_id;
    }
    // One that was created by that very apply has no id there.
    const auto by_label = std::ranges::find_if(before.syncs, [&](const declared_identity& one) {
        return !one.id && !live.label.empty() && one.label == live.label;
    });
    return by_label == before.syncs.end() ? nullptr : &*by_label;
}

/// Whether the files declare a sync of this key, and it was not found.
bool is_sought(const plan& made, std::string_view key) {
    return std::ranges::any_of(made.diagnostics, [key](const diagnostics::diagnostic& problem) {
        return problem.sync == key &&
               (problem.id == diagnostics::code::sync_renamed || problem.id == diagnostics::code::id_unknown);
    });
}

}  // namespace

void forget_replaced(plan& made) {
    for (const change& planned : made.changes) {
        const auto known = std::ranges::find(made.declared, planned.sync, &declared_identity::key);
        if (planned.what == action::replace && known != made.declared.end()) {
            known->id.reset();
        }
    }
}

void report_left_behind(const known_syncs& before, const plan& made, diagnostics::collector& problems) {
    for (const unmanaged_sync& live : made.unmanaged) {
        const declared_identity* known = find(before, live);
        if (known == nullptr || is_sought(made, known->key)) {
            continue;
        }
        const std::string id = std::to_string(live.sync_id);
        std::string label = " (no label)";
        if (!live.label.empty()) {
            label = " '";
            label.append(live.label).append("'");
        }
        problems
            .report(diagnostics::code::sync_left_behind, {},
                    std::string("sync ")
                        .append(id)
                        .append(label)
                        .append(" is live, was declared as '")
                        .append(known->key)
                        .append("' in ")
                        .append(before.name)
                        .append(", and no file declares it any more"))
            .hints.push_back(
                "to have it deleted, add these two lines to a manifest: `removed:` and `  - {id: " + id +
                ", reason: why}`");
    }
}

namespace {

/// Whether a sync that has no id yet is the one that was declared under another key.
bool same_but_for_key(const declared_identity& now, const validation::resolved_sync& sync,
                      const declared_identity& then) {
    if (now.id || then.id) {
        return now.id == then.id;
    }
    return sync.spec && then.spec && !now.label.empty() && now.label == then.label &&
           diff::same_source_connection(sync.spec->source, then.spec->source) &&
           diff::same_source_object(sync.spec->source, then.spec->source) &&
           sync.spec->destination == then.spec->destination;
}

}  // namespace

void report_renamed_keys(const known_syncs& before, const std::vector<validation::resolved_sync>& declared,
                         const std::vector<declared_identity>& identities, diagnostics::collector& problems) {
    std::unordered_set<std::string_view> keys;
    for (const declared_identity& now : identities) {
        keys.insert(now.key);
    }
    std::unordered_set<std::string_view> known;
    std::vector<const declared_identity*> gone;
    for (const declared_identity& then : before.syncs) {
        known.insert(then.key);
        if (!keys.contains(then.key)) {
            gone.push_back(&then);
        }
    }
    for (std::size_t at = 0; at < identities.size() && !gone.empty(); ++at) {
        const declared_identity& now = identities[at];
        if (known.contains(now.key)) {
            continue;
        }
        const auto found = std::ranges::find_if(
            gone, [&](const declared_identity* then) { return same_but_for_key(now, declared[at], *then); });
        if (found == gone.end()) {
            continue;
        }
        const std::string old = "'" + (*found)->key + "'";
        diagnostics::diagnostic& problem =
            problems.report(diagnostics::code::key_renamed, declared[at].declared->key.where,
                            "sync '" + now.key + "' is the one that " + before.name + " declares as " + old +
                                ": only its key is another");
        problem.sync = now.key;
        problem.hints.push_back(
            "nothing is written for that; `after`, `sync_sequence` and commands that name " + old +
            " must name '" + now.key + "'");
        problem.hints.push_back("journals know it as " + old +
                                ": a run that an interrupted apply still owes it is not started");
        gone.erase(found);
    }
}

}  // namespace censusctl::plan
