#pragma once
#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads the flat keys `schedule_frequency`, `schedule_day`, `schedule_hour` and `schedule_minute` of a sync.
/// No frequency is "never".
[[nodiscard]] model::schedule decode_schedule(const json::reader& sync);

/// Writes the same keys into the open object of a sync: the frequency always, the rest where it is set.
void encode_schedule(json::writer& to, const model::schedule& schedule);

}  // namespace censusctl::census
