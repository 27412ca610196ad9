#pragma once
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <vector>

#include "census/api.hpp"
#include "census/paging.hpp"
#include "census/snapshot.hpp"

namespace censusctl::census {

/// Says how far a fetch has come, for a progress line: requests answered so far.
using progress_function = std::function<void(std::size_t answered)>;

/// What is read of a workspace beside the metadata that is referred to.
struct reading_extent {
    bool syncs{true};
    bool datasets{false};  ///< where nothing refers to one, too
    bool objects{false};   ///< the lists of the objects of the destinations that are referred to
    /// All groups that the token sees, where none is stated; else those of the sources that `wanted` names.
    bool all_groups{false};
    /// Sources whose groups are worked in too, where none is stated; nothing else is asked of them.
    std::vector<model::connection_name> in_groups_of{};
};

/// Reads all live syncs and the metadata that `wanted` refers to, side by side. Requests: one list of
/// sources, one of destinations, the pages of GET /syncs, and one for each connection, model or table and
/// object used. What is not there (a name that matches nothing, a 404 for an object) is simply absent from
/// the snapshot, for validation to report; any other failure ends the fetch, the first one in a stable order
/// being returned. Where a token sees several
/// groups, all but those that are worked in are left out, which are chosen here unless the service has some.
[[nodiscard]] awaitable<result<workspace_snapshot>> fetch_workspace(api& service, model::references wanted,
                                                                    progress_function progress,
                                                                    reading_extent extent = {});

/// All syncs, by ascending id. Pages are asked for oldest first; after some, several at once, so that a
/// listing is few round trips deep. A list that shifts while it is read (an id twice, or out of order) is
/// read again, up to three times, then a failure.
[[nodiscard]] awaitable<result<std::vector<model::live_sync>>> list_all_syncs(api& service,
                                                                              progress_function progress);

/// A listing of all syncs and the pages that it came in.
struct sync_listing {
    std::vector<model::live_sync> syncs;
    list_pages pages;
};

/// The same as `list_all_syncs`, for a caller that will ask whether the listing stands.
[[nodiscard]] awaitable<result<sync_listing>> list_syncs_by_page(api& service, progress_function progress);

/// The syncs from a page of 100 (from 1) on, oldest first, as they come. `pages` of them are asked for side
/// by side, since so many are expected to be there, and then one after another to the end of the list.
[[nodiscard]] awaitable<result<std::vector<model::live_sync>>> list_syncs_from(api& service, int first_page,
                                                                               int pages);

/// Whether no sync can be missing from a listing: false if one was removed while it was read, so that another
/// slipped from a page not yet read into one that was (GET /syncs has page numbers, and no totals). Takes a
/// request of one row for each full page, side by side, and none for a listing of a single page. To be asked
/// where something is done because a sync is not in the listing.
[[nodiscard]] awaitable<result<bool>> listing_stands(api& service, list_pages pages);

}  // namespace censusctl::census
