#include "plan/left_behind.hpp"

#include <algorithm>

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

std::vector<declared_identity> identities_of(const std::vector<validation::resolved_sync>& declared,
                                             const std::vector<model::live_sync>& live,
                                             const matches& found) {
    std::vector<declared_identity> identities;
    identities.reserve(declared.size());
    for (std::size_t at = 0; at < declared.size(); ++at) {
        const manifest::declared_sync& sync = *declared[at].declared;
        declared_identity& identity = identities.emplace_back();
        identity.key = sync.key.value;
        identity.label = sync.spec.label;
        if (found.declared[at].live != no_match) {
            identity.id = live[found.declared[at].live].id;
        }
    }
    return identities;
}

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

}  // namespace censusctl::plan
