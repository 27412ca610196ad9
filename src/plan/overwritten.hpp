#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "plan/plan.hpp"

/// What a plan says of differences that were there before the files changed.
namespace censusctl::plan {

/// The fields of a change that the workspace has made, alone or as well as the files: what an update writes
/// over, and what nobody meant to. By index of the fields.
[[nodiscard]] std::vector<std::size_t> fields_of_workspace(const change& planned);

/// Such a change in so many words, raw: "overwrites what was edited in the workspace: schedule.hour". Empty
/// where the files alone have made it, or no base is known. What a commit holds may never have been applied,
/// so that less is said for sure.
[[nodiscard]] std::string what_it_overwrites(const change& planned, const plan_base& base);

/// How many actions the files have a part in, and how many were to be done before they changed: standing
/// orders to run are neither.
[[nodiscard]] std::size_t count_of_files(const plan& shown) noexcept;
[[nodiscard]] std::size_t count_so_before(const plan& shown) noexcept;

/// The command that brings what the workspace has into the files, for a sync of which only the workspace has
/// made a difference: where the files have, too, it would take that back. Else empty.
[[nodiscard]] std::string adopting(const change& planned);

}  // namespace censusctl::plan
