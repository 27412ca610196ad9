#include "plan/parent_links.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace censusctl::plan {
namespace {

bool names_a_parent(const validation::resolved_sync& sync) {
    return sync.spec && !sync.spec->triggers.sync_sequence.key.empty();
}

}  // namespace

void link_parents(std::vector<validation::resolved_sync>& declared, const std::vector<model::live_sync>& live,
                  const matches& found) {
    if (std::none_of(declared.begin(), declared.end(), names_a_parent)) {
        return;
    }
    std::unordered_map<std::string_view, std::size_t> live_of;
    for (std::size_t at = 0; at < declared.size(); ++at) {
        if (found.declared[at].live != no_match) {
            live_of.emplace(declared[at].declared->key.value, found.declared[at].live);
        }
    }
    for (validation::resolved_sync& sync : declared) {
        if (!names_a_parent(sync)) {
            continue;
        }
        model::parent_sync& parent = sync.spec->triggers.sync_sequence;
        if (const auto there = live_of.find(parent.key); there != live_of.end()) {
            parent.id = live[there->second].id;
        }
    }
}

void say_what_it_waits_for(const missing_parent& parent, change& planned) {
    if (parent.gone) {
        planned.note = "it is to start after '" + parent.key + "', whose id the workspace does not have";
        planned.edits = {"mend the id of '" + parent.key + "' in the files, and plan again"};
    } else if (parent.kept) {
        planned.note =
            "it is to start after '" + parent.key + "', which was deleted in the workspace, and is left so";
        planned.edits = {"have it start after another in the files, or plan with --drift overwrite"};
    } else {
        planned.note =
            "it is to start after '" + parent.key + "', which is not created yet, and is not selected";
        planned.edits = {"select '" + parent.key + "' as well, or apply it first"};
    }
}

}  // namespace censusctl::plan
