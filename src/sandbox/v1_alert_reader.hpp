#pragma once
#include <vector>

#include "sandbox/stored_sync.hpp"
#include "sandbox/v1_spelling.hpp"

namespace censusctl::sandbox {

/// The alerts that a sync has when its request says nothing of them: failures, and 75 % of invalid records.
[[nodiscard]] std::vector<stored_alert> default_alerts();

/// V1's `alert_attributes` (section 4.5): the whole new list. Alerts that stay are told by their ids; one
/// without an id is new and has id 0. All that is wrong has the one message that the service has for it,
/// "sync_alert_configurations is invalid": an id that the sync does not have, a type of an alert that it has
/// and that is not kept by its id, options that do not fit, a new RecordCountDeviation (it needs an option
/// whose name the reference does not know), and a frequency for a FullSyncTrigger.
[[nodiscard]] std::vector<stored_alert> read_v1_alerts(const node& list,
                                                       const std::vector<stored_alert>& known);

/// The same as replies have them.
[[nodiscard]] std::vector<stored_alert> read_returned_alerts(const node& list);

/// The alerts that the three flags of 2023 stand for.
[[nodiscard]] std::vector<stored_alert> alerts_of_flags(const node& request);

/// Whether a request has one of these flags.
[[nodiscard]] bool has_alert_flags(const node& request);

}  // namespace censusctl::sandbox
