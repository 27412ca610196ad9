#include "plan/workspace_only.hpp"

#include <algorithm>
#include <utility>

#include "model/server_made.hpp"

namespace censusctl::plan {

void tell_workspace_only(const std::string& key, const model::sync_spec* desired,
                         const model::live_sync& live, std::vector<workspace_only>& told) {
    workspace_only each{key, live.id, {}};
    for (const model::kept_member& member : live.kept.members) {
        each.paths.push_back(model::path_of(member));
    }
    for (const model::mapping& row : live.spec.mappings) {
        const bool named =
            desired != nullptr &&
            std::ranges::find(desired->mappings, row.to, &model::mapping::to) != desired->mappings.end();
        if (model::is_of_unknown_kind(row) && !named) {
            each.paths.push_back("mappings[" + row.to + "].from");
        }
    }
    if (!each.paths.empty()) {
        told.push_back(std::move(each));
    }
}

}  // namespace censusctl::plan
