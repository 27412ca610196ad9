#pragma once
#include <boost/asio/awaitable.hpp>
#include <vector>

#include "apply/apply_options.hpp"
#include "census/api.hpp"
#include "plan/plan.hpp"

namespace censusctl::apply {

/// Whether `execute` has a way to do such an action.
[[nodiscard]] bool is_supported(plan::action what) noexcept;

/// Does exactly the actions of `todo` that write, each after those it depends on, and returns one result for
/// each of them, in plan order. A write is sent at most once: where its outcome is not known, the workspace
/// is looked at, and what cannot be settled is `unknown`. A sync that is to change or go is read before, and
/// left alone where it is not what the plan knows; what was created or updated is read back and compared,
/// what was deleted is gone, and a second sync with the label of a created one is reported. Deletes come
/// last, and not at all where something that was to be created or changed before them did not end well. Of a
/// replacement the old sync goes only once the new one is proved and all that is to start after it is pointed
/// to it; a result that is not `done` and names a sync has left both. An
/// action whose dependency did not end `done` is `skipped`. Where a journal cannot be written, nothing more
/// is begun. `service`, `todo` and the journal must outlive it.
[[nodiscard]] boost::asio::awaitable<std::vector<action_result>> execute(census::api& service,
                                                                         const plan::plan& todo,
                                                                         apply_options options);

}  // namespace censusctl::apply
