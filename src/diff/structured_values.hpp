#pragma once
#include <string>
#include <vector>

#include "model/sync.hpp"

/// Alerts and settings: the form in which they are compared, and that in which documents show them.
namespace censusctl::diff {

/// A stable text, equal exactly for the same set of alerts: the order and the server's ids do not count; what
/// an alert does not state is its default (first_time, with a notice of recovery).
[[nodiscard]] std::string canonical_alerts(const std::vector<model::alert>& alerts);

/// "failure (first_time), invalid_record_percent (threshold 75)": what is stated; "none" for an empty list.
[[nodiscard]] std::string shown_alerts(const std::vector<model::alert>& alerts);

/// A stable text of those settings of `self` that `desired` states, each in the one spelling of its value: a
/// number by value, whether it is written as a text or not.
[[nodiscard]] std::string canonical_settings(const model::sync_spec& self, const model::sync_spec& desired);

/// "bulk: true, size: 5", by name; "none" where there is none.
[[nodiscard]] std::string shown_settings(const std::vector<model::setting>& settings);

}  // namespace censusctl::diff
