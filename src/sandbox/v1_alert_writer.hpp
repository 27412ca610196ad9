#pragma once
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include "sandbox/stored_sync.hpp"
#include "sandbox/world_settings.hpp"

namespace censusctl::sandbox {

/// `alert_attributes` as V1 returns them.
[[nodiscard]] boost::json::array v1_alerts(const stored_sync& sync, const world_settings& settings);

/// The flags of 2023, which stand beside the alerts that replaced them.
void write_alert_flags(const stored_sync& sync, boost::json::object& row);

}  // namespace censusctl::sandbox
