#include "diff/canonical_value.hpp"

#include <algorithm>

#include "text/ascii.hpp"
#include "text/canonical.hpp"

namespace censusctl::diff {

std::string canonical_day(std::string_view day) {
    std::string canonical = text::lower_case(day);
    if (!canonical.empty() && canonical.front() >= 'a' && canonical.front() <= 'z') {
        canonical.front() = static_cast<char>(canonical.front() - 'a' + 'A');
    }
    return canonical;
}

std::int64_t canonical_hour(const std::optional<std::int64_t>& hour) noexcept {
    const std::int64_t stated = hour.value_or(0);
    return stated == 24 ? 0 : stated;
}

std::int64_t canonical_minute(const std::optional<std::int64_t>& minute) noexcept {
    return minute.value_or(0);
}

std::string_view canonical_frequency(const model::schedule& schedule) noexcept {
    return schedule.frequency.empty() ? std::string_view("never") : std::string_view(schedule.frequency);
}

schedule_parts parts_used(const model::schedule& schedule) noexcept {
    const std::string_view frequency = canonical_frequency(schedule);
    if (frequency == "never" || frequency == "continuous" || frequency == "quarter_hourly") {
        return {};
    }
    if (frequency == "expression") {
        return {false, false, false, true};
    }
    if (frequency == "hourly") {
        return {false, false, true};
    }
    if (frequency == "daily") {
        return {false, true, true};
    }
    return {true, true, true};
}

std::string canonical_constant(std::string_view type, std::string_view value) {
    std::optional<std::string> canonical;
    if (type == "number") {
        canonical = text::canonical_number(value);
    } else if (type == "datetime") {
        canonical = text::canonical_instant(value);
    } else if (type == "boolean") {
        for (const std::string_view word : {"true", "false"}) {
            if (text::same_but_for_case(value, word)) {
                canonical = word;
            }
        }
    }
    return canonical ? *std::move(canonical) : std::string(value);
}

void append_canonical_line(std::string& to, std::string_view name, std::string_view value) {
    to.append(name).append("=");
    for (const char character : value) {
        if (character == '\n') {
            to += "\\n";
        } else {
            to.append(character == '\\' ? 2 : 1, character);
        }
    }
    to += '\n';
}

}  // namespace censusctl::diff
