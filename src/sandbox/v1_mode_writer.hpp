#pragma once
#include <boost/json/object.hpp>
#include "sandbox/stored_sync.hpp"

namespace censusctl::sandbox {

/// `mode` as V1 returns it: always with a schedule, with the parts that the server computes of a cron
/// expression.
[[nodiscard]] boost::json::object v1_mode(const stored_sync& sync);

}  // namespace censusctl::sandbox
