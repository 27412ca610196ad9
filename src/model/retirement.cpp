#include "model/retirement.hpp"

#include <charconv>
#include <optional>

namespace censusctl::model {
namespace {

std::optional<int> number(std::string_view digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

bool is_retired(std::string_view day, std::chrono::sys_days today) {
    constexpr std::size_t size_of_day = 10;
    if (day.size() != size_of_day || day[4] != '-' || day[7] != '-') {
        return false;
    }
    const auto year = number(day.substr(0, 4));
    const auto month = number(day.substr(5, 2));
    const auto of_month = number(day.substr(8, 2));
    if (!year || !month || !of_month) {
        return false;
    }
    const std::chrono::year_month_day from{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*of_month))};
    return from.ok() && today >= std::chrono::sys_days(from);
}

}  // namespace censusctl::model
