#pragma once
#include <string>
#include <string_view>

/// The two spellings of an alert's type: ours in snake case, `invalid_record_percent`, and the API's,
/// `InvalidRecordPercentAlertConfiguration` (POST /syncs, `alert_attributes`).
namespace censusctl::model {

/// The word in snake case of a type in either spelling; empty for one that is not known.
[[nodiscard]] std::string alert_type_of(std::string_view word);

/// The API's word for a type in snake case; another is taken to be the API's already.
[[nodiscard]] std::string api_word_of_alert(std::string_view type);

}  // namespace censusctl::model
