#include "report/cron_note.hpp"

#include <cstdint>

#include "model/cron.hpp"

namespace censusctl::report {
namespace {

constexpr int runs_shown = 3;

std::string two_digits(std::int64_t number) {
    return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

std::string date_of(std::chrono::sys_seconds moment) {
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(moment)};
    return std::to_string(static_cast<int>(day.year())) + "-" +
           two_digits(static_cast<unsigned>(day.month())) + "-" +
           two_digits(static_cast<unsigned>(day.day()));
}

std::string time_of(std::chrono::sys_seconds moment) {
    const std::chrono::hh_mm_ss clock{moment - std::chrono::floor<std::chrono::days>(moment)};
    return two_digits(clock.hours().count()) + ":" + two_digits(clock.minutes().count());
}

}  // namespace

std::string cron_note(std::string_view expression, std::optional<std::chrono::sys_seconds> now) {
    const auto read = model::cron_expression::parse(expression);
    const auto* cron = std::get_if<model::cron_expression>(&read);
    if (cron == nullptr) {
        return {};
    }
    std::string text = cron->explanation();
    if (!now) {
        return text;
    }
    text += "; next at ";
    std::string day;
    std::chrono::sys_seconds moment = *now;
    for (int run = 0; run < runs_shown; ++run) {
        moment = cron->next(moment);
        text += run == 0 ? "" : ", ";
        if (std::string on = date_of(moment); on != day) {
            text += on + " ";
            day = std::move(on);
        }
        text += time_of(moment);
    }
    return text + " UTC";
}

}  // namespace censusctl::report
