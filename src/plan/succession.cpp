#include "plan/succession.hpp"

#include <algorithm>

namespace censusctl::plan {
namespace {

std::size_t index_of(const std::vector<model::live_sync>& live, std::int64_t id) {
    const auto there = std::ranges::find(live, id, &model::live_sync::id);
    return there == live.end() ? no_match : static_cast<std::size_t>(there - live.begin());
}

}  // namespace

std::vector<succession> find_successions(const std::vector<unfinished_replace>& replacing,
                                         const std::vector<model::live_sync>& live, const matches& found) {
    std::vector<succession> all;
    for (const unfinished_replace& half : replacing) {
        const std::size_t old_live = index_of(live, half.old_id);
        const std::size_t new_live = index_of(live, half.new_id);
        if (old_live == no_match || new_live == no_match || found.claimed[old_live] != 0) {
            continue;
        }
        const auto heir = std::ranges::find(found.declared, new_live, &match::live);
        if (heir != found.declared.end()) {
            all.push_back({old_live, new_live, static_cast<std::size_t>(heir - found.declared.begin())});
        }
    }
    return all;
}

}  // namespace censusctl::plan
