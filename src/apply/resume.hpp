#pragma once
#include <boost/asio/awaitable.hpp>
#include <vector>

#include "apply/interrupted_apply.hpp"
#include "apply/resumption.hpp"
#include "census/api.hpp"

/// Finding out what became of the writes of an apply that was killed, before anything is planned (contract,
/// section 8).
namespace censusctl::apply {

/// Settles what these applies left open. A create that may have been sent is looked for among `live`, by its
/// label, and, while it is fresh, by listing again; whether it was done, the plan then sees for itself. So it
/// is with updates and deletes, which are looked for by reading their sync. Of a replacement it is found out
/// which of its two syncs are there; one that has both is told, for it is to be finished. A trigger that may
/// have been sent is looked for among the sync's runs; it is owed if none has come since. A trigger that was
/// not begun, or refused, is owed unless what it waits for did not end well, or the update or replacement
/// that it was to follow was not begun: that is planned again, with its run, where it is still wanted.
/// Nothing is written. `journals` and `live` must outlive it.
[[nodiscard]] boost::asio::awaitable<census::result<resumption>> settle_journals(
    census::api& service, const std::vector<interrupted_apply>& journals,
    const std::vector<model::live_sync>& live, resume_options options);

}  // namespace censusctl::apply
