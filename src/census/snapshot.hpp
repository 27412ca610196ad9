#pragma once
#include <vector>

#include "census/list_pages.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// What a plan reads of a workspace.
struct workspace_snapshot {
    model::catalogue metadata;
    std::vector<model::live_sync> syncs;  ///< all of them, by ascending id, each once
    list_pages sync_pages;                ///< how they came: for `listing_stands`
};

}  // namespace censusctl::census
