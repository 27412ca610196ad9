#include <string>
#include <variant>

#include "model/attributes.hpp"
#include "model/cron.hpp"
#include "validation/structure_rules.hpp"

namespace censusctl::validation {
namespace {

using diagnostics::code;
using manifest::declared_sync;
using model::attribute;

void check_range(const declared_sync& sync, const std::optional<std::int64_t>& part, attribute id,
                 std::int64_t most, diagnostics::collector& problems) {
    if (part && (*part < 0 || *part > most)) {
        report(problems, sync, code::schedule_out_of_range, sync.at[id],
               std::string(model::row_of<model::schedule>(id).key()) + " is " + std::to_string(*part) +
                   ", and must be from 0 to " + std::to_string(most));
    }
}

void check_unused(const declared_sync& sync, attribute id, bool used, diagnostics::collector& problems) {
    if (!used && sync.at.stated(id) && !sync.at.reported(attribute::schedule_frequency)) {
        const std::string name(model::row_of<model::schedule>(id).key());
        report(problems, sync, code::schedule_field_unused, sync.at[id],
               name + " has no effect with frequency '" + sync.spec.schedule.frequency + "'")
            .hints.push_back("take `" + name + "` away");
    }
}

/// The vendor discourages ranges, and what is no cron expression is refused by the API.
void check_cron(const declared_sync& sync, diagnostics::collector& problems) {
    const std::string& text = sync.spec.schedule.cron_expression;
    if (text.empty()) {
        return;
    }
    const auto read = model::cron_expression::parse(text);
    const diagnostics::span where = sync.at[attribute::cron_expression];
    if (const auto* problem = std::get_if<model::cron_problem>(&read)) {
        auto& reported = report(problems, sync, code::cron_invalid, where, problem->message);
        if (!problem->hint.empty()) {
            reported.hints.push_back(problem->hint);
        }
    } else if (std::get<model::cron_expression>(read).has_range()) {
        auto& warning = report(problems, sync, code::cron_invalid, where,
                               "the cron expression has a range, which Census advises against");
        warning.level = diagnostics::severity::warning;
        warning.hints.emplace_back("write 1,2,3,4,5 for 1-5");
    }
}

}  // namespace

void check_schedule(const declared_sync& sync, diagnostics::collector& problems) {
    const model::schedule& schedule = sync.spec.schedule;
    const bool weekly = schedule.frequency == "weekly";
    const bool timed = weekly || schedule.frequency == "daily";
    if (weekly && schedule.day.empty() && !sync.at.reported(attribute::schedule_day)) {
        report(problems, sync, code::schedule_day_missing, sync.at[attribute::schedule_frequency],
               "a weekly schedule needs a day")
            .hints.emplace_back("add `day: Sunday`, or another day");
    }
    check_cron(sync, problems);
    check_range(sync, schedule.hour, attribute::schedule_hour, 24, problems);
    check_range(sync, schedule.minute, attribute::schedule_minute, 59, problems);
    check_unused(sync, attribute::schedule_day, weekly, problems);
    check_unused(sync, attribute::schedule_hour, timed, problems);
    check_unused(sync, attribute::schedule_minute, timed || schedule.frequency == "hourly", problems);
    check_unused(sync, attribute::cron_expression, schedule.frequency == "expression", problems);
}

}  // namespace censusctl::validation
