#pragma once
#include <string>
#include <string_view>

#include "plan/foreign_sync.hpp"

namespace censusctl::plan {

/// Reads what `terraform show -json` or `tofu show -json` print of a state: its resources `census_sync`, of
/// all modules, go to `into.syncs`, other resources of the same provider to `into.rest`. Places are a
/// resource's address and the JSON pointer in its values. Why the text is none, raw; empty: it is one.
[[nodiscard]] std::string read_terraform(std::string_view text, foreign_files& into);

}  // namespace censusctl::plan
