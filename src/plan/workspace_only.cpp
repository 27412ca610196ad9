#include "plan/workspace_only.hpp"

#include <algorithm>
#include <utility>

#include "model/server_made.hpp"

namespace censusctl::plan {

void tell_workspace_only(const std::string& key, const model::sync_spec* desired,
                         const model::live_sync& live, std::vector<workspace_only>& told) {
    workspace_only each{key, live.id, {}};
    for (const model::kept_member& member : live.kept.members) {
        // Several alerts may be of one type.
        if (std::string path = model::path_of(member); each.paths.empty() || each.paths.back() != path) {
            each.paths.push_back(std::move(path));
        }
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

std::string lost_with(const model::live_sync& live) {
    constexpr std::size_t most_named = 5;
    const auto& members = live.kept.members;
    std::string names;
    for (std::size_t at = 0; at < members.size() && at < most_named; ++at) {
        names += (at == 0 ? "" : ", ") + model::path_of(members[at]);
    }
    if (members.size() > most_named) {
        names += " and " + std::to_string(members.size() - most_named) + " more";
    }
    return names.empty() ? names : "; lost with it, since no file has a word for it: " + names;
}

}  // namespace censusctl::plan
