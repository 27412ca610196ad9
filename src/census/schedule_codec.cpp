#include "census/schedule_codec.hpp"

namespace censusctl::census {

model::schedule decode_schedule(const json::reader& sync) {
    model::schedule schedule;
    if (std::string frequency = sync.text("schedule_frequency"); !frequency.empty()) {
        schedule.frequency = std::move(frequency);
    }
    schedule.day = sync.text("schedule_day");
    schedule.hour = sync.integer("schedule_hour");
    schedule.minute = sync.integer("schedule_minute");
    return schedule;
}

void encode_schedule(json::writer& to, const model::schedule& schedule) {
    to.key("schedule_frequency").value(schedule.frequency);
    if (!schedule.day.empty()) {
        to.key("schedule_day").value(schedule.day);
    }
    if (schedule.hour) {
        to.key("schedule_hour").value(*schedule.hour);
    }
    if (schedule.minute) {
        to.key("schedule_minute").value(*schedule.minute);
    }
}

}  // namespace censusctl::census
