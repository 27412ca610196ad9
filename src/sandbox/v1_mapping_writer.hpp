#pragma once
#include <boost/json/array.hpp>
#include "sandbox/stored_sync.hpp"
#include "sandbox/world_settings.hpp"

namespace censusctl::sandbox {

/// A mapping's `from` as V1 returns it: constants as text, templates wrapped.
[[nodiscard]] boost::json::value v1_from(const stored_mapping& mapping, const world_settings& settings);

/// The mappings as V1 returns them: out of order, each with its `position` where the sync is not an old one.
[[nodiscard]] boost::json::array v1_mappings(const stored_sync& sync, const world_settings& settings);

}  // namespace censusctl::sandbox
