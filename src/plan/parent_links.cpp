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

}  // namespace censusctl::plan
