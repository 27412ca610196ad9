#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "plan/foreign_sync.hpp"

/// What the readers of other tools' files have in common.
namespace censusctl::plan {

/// One alert as another tool spells it: the type is the API's word, or ours.
struct foreign_alert {
    std::string type;
    std::string send_for;
    std::optional<bool> should_send_recovery;
    std::optional<std::int64_t> threshold;
    std::string unit;
    std::string start_type;
    std::string status_name;
};

/// Adds what a sync says of a text, flag or number at `attribute`, which must be one of a sync's own or of
/// its schedule, triggers or destination. Words are the API's.
void state(foreign_sync& to, std::string_view attribute, std::string place, std::string value);
void state(foreign_sync& to, std::string_view attribute, std::string place, bool value);
void state(foreign_sync& to, std::string_view attribute, std::string place, std::int64_t value);

/// The same of one attribute of the mapping that writes `field`.
void state_from(foreign_sync& to, const std::string& field, std::string place, model::mapping_source from);
void state_of_mapping(foreign_sync& to, const std::string& field, std::string_view attribute,
                      std::string place, std::string value);
void state_of_mapping(foreign_sync& to, const std::string& field, std::string_view attribute,
                      std::string place, bool value);

/// Why an alert of another type than ours is not carried over.
inline constexpr std::string_view alert_never_compared =
    "an alert of this type cannot be stated, and is as the workspace has it";

/// The whole list of alerts, of types that are ours.
void state_alerts(foreign_sync& to, std::string place, const std::vector<foreign_alert>& alerts);

}  // namespace censusctl::plan
