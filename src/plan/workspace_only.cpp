#include "plan/workspace_only.hpp"

namespace censusctl::plan {

void tell_workspace_only(const std::string& key, const model::live_sync& live,
                         std::vector<workspace_only>& told) {
    if (live.kept.members.empty()) {
        return;
    }
    workspace_only& each = told.emplace_back();
    each.sync = key;
    each.sync_id = live.id;
    for (const model::kept_member& member : live.kept.members) {
        each.paths.push_back(model::path_of(member));
    }
}

}  // namespace censusctl::plan
