#include "diff/canonical_value.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <cmath>
#include <vector>

#include "text/canonical.hpp"

namespace censusctl::diff {
namespace {

namespace json = boost::json;

char lower(char one) noexcept {
    return one >= 'A' && one <= 'Z' ? static_cast<char>(one - 'A' + 'a') : one;
}

/// Appends the canonical text; false where a number cannot be told exactly. The parser bounds the depth.
bool append_canonical(std::string& to, const json::value& value);  // NOLINT(misc-no-recursion)

bool append_number(std::string& to, double number) {
    constexpr double exact = 9007199254740992.0;  // 2^53: beyond it a double may stand for several numbers
    if (!std::isfinite(number) || std::abs(number) >= exact) {
        return false;
    }
    char digits[64];
    const auto done =
        number == std::trunc(number)
            ? std::to_chars(std::begin(digits), std::end(digits), static_cast<std::int64_t>(number))
            : std::to_chars(std::begin(digits), std::end(digits), number);
    to.append(digits, done.ptr);
    return true;
}

bool append_object(std::string& to, const json::object& object) {
    std::vector<const json::key_value_pair*> members;
    members.reserve(object.size());
    for (const json::key_value_pair& member : object) {
        members.push_back(&member);
    }
    std::sort(members.begin(), members.end(),
              [](const auto* left, const auto* right) { return left->key() < right->key(); });
    to += '{';
    for (const json::key_value_pair* member : members) {
        if (member != members.front()) {
            to += ',';
        }
        to += json::serialize(json::string(member->key()));
        to += ':';
        if (!append_canonical(to, member->value())) {
            return false;
        }
    }
    to += '}';
    return true;
}

bool append_canonical(std::string& to, const json::value& value) {
    switch (value.kind()) {
        case json::kind::object:
            return append_object(to, value.get_object());
        case json::kind::array: {
            to += '[';
            bool first = true;
            for (const json::value& item : value.get_array()) {
                if (!first) {
                    to += ',';
                }
                first = false;
                if (!append_canonical(to, item)) {
                    return false;
                }
            }
            to += ']';
            return true;
        }
        case json::kind::double_:
            return append_number(to, value.get_double());
        default:
            to += json::serialize(value);
            return true;
    }
}

bool looks_like_json(std::string_view text) noexcept {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

}  // namespace

std::string lower_case(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower);
    return lowered;
}

bool same_but_for_case(std::string_view left, std::string_view right) noexcept {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char one, char other) { return lower(one) == lower(other); });
}

std::string canonical_json(std::string_view text) {
    if (!looks_like_json(text)) {
        return std::string(text);
    }
    json::error_code problem;
    const json::value document = json::parse(text, problem);
    std::string canonical;
    if (problem || !append_canonical(canonical, document)) {
        return std::string(text);
    }
    return canonical;
}

bool same_json(std::string_view left, std::string_view right) {
    if (left == right) {
        return true;
    }
    return looks_like_json(left) && looks_like_json(right) && canonical_json(left) == canonical_json(right);
}

std::string canonical_day(std::string_view day) {
    std::string canonical = lower_case(day);
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
            if (same_but_for_case(value, word)) {
                canonical = word;
            }
        }
    }
    return canonical ? *std::move(canonical) : std::string(value);
}

void append_canonical_line(std::string& to, std::string_view name, std::string_view value) {
    to.append(name).append("=");
    for (const char one : value) {
        if (one == '\n') {
            to += "\\n";
        } else {
            to.append(one == '\\' ? 2 : 1, one);
        }
    }
    to += '\n';
}

}  // namespace censusctl::diff
