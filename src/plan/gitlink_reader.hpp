#pragma once
#include <string>
#include <string_view>

#include "plan/foreign_sync.hpp"

namespace censusctl::plan {

/// Reads a file of GitLink, the vendor's own YAML (census-api-generations 6): adds its sync to `into.syncs`,
/// and what there is besides to `into.rest`. `name` is the file's in places, raw. Nothing is thrown for bad
/// input.
void read_gitlink(std::string_view text, const std::string& name, foreign_files& into);

}  // namespace censusctl::plan
