#pragma once
#include <string>
#include <vector>

#include "census/api.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"

/// Which groups of those that a token sees are worked in (census-api-today 8): their sources, destinations
/// and syncs are all that there is from then on. Where a generation has no groups, nothing is left out.
namespace censusctl::census {

/// Names of groups, sorted.
using group_names = std::vector<std::string>;

/// The groups that were stated, or else those of the sources which the files name: one for most projects, and
/// several for one that reads several warehouses, since a group has one. Empty: no source is in a group. A
/// failure: a stated one is not seen, or the files name no source of several groups.
[[nodiscard]] result<group_names> choose_groups(const std::vector<model::source_connection>& sources,
                                                const model::references& wanted, const group_names& stated);

/// Leaves out what is in another group.
void keep_groups(std::vector<model::source_connection>& sources, const group_names& groups);
void keep_groups(std::vector<model::destination_connection>& destinations, const group_names& groups);
/// A sync whose group is not known stays: what is not understood is not taken for absent.
void keep_groups(std::vector<model::live_sync>& syncs, const group_names& groups);

}  // namespace censusctl::census
