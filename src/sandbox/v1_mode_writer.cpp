#include "sandbox/v1_mode_writer.hpp"

#include "sandbox/row_values.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

json::object schedule_row(const stored_schedule& schedule) {
    json::object row{{"frequency", schedule.frequency}};
    if (schedule.frequency == "never") {
        return row;
    }
    row["day"] = text_or_null(schedule.day);
    row["hour"] = number_or_null(schedule.hour);
    row["minute"] = number_or_null(schedule.minute);
    row["cron_expression"] = text_or_null(schedule.cron);
    return row;
}

}  // namespace

json::object v1_mode(const stored_sync& sync) {
    json::object triggers;
    // The server adds the schedule "never" beside other triggers too.
    triggers["schedule"] = schedule_row(sync.schedule);
    for (const auto& member : sync.triggers) {
        triggers[member.key()] = member.value();
    }
    json::object mode{{"type", sync.live ? "live" : "triggered"}};
    mode["triggers"] = std::move(triggers);
    return mode;
}

}  // namespace censusctl::sandbox
