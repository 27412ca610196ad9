#include "sandbox/cron_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "sandbox/words.hpp"
#include "sandbox/world.hpp"

namespace censusctl::sandbox {

namespace {

/// The values of one of the five fields.
struct field_range {
    int least;
    int most;
    std::vector<std::string_view> names;  ///< of the values from `least` on
};

const std::array<field_range, 5>& ranges() {
    static const std::array<field_range, 5> all{
        {{0, 59, {}},
         {0, 23, {}},
         {1, 31, {}},
         {1, 12, {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}},
         {0, 7, {"sun", "mon", "tue", "wed", "thu", "fri", "sat"}}}};
    return all;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(separators), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::vector<std::string_view> fields_of(std::string_view text) {
    std::vector<std::string_view> fields = split(text, " \t");
    std::erase_if(fields, [](std::string_view field) { return field.empty(); });
    return fields;
}

/// A number or name within the field's values.
std::optional<int> value_of(std::string_view text, const field_range& range) {
    const std::string small = folded(text);
    const auto named = std::find(range.names.begin(), range.names.end(), small);
    if (named != range.names.end()) {
        return range.least + static_cast<int>(named - range.names.begin());
    }
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value < range.least || value > range.most ? std::nullopt : std::optional<int>(value);
}

bool is_item(std::string_view item, const field_range& range) {
    const std::size_t slash = item.find('/');
    if (slash != std::string_view::npos) {
        const field_range steps{1, range.most, {}};
        if (!value_of(item.substr(slash + 1), steps)) {
            return false;
        }
        item = item.substr(0, slash);
    }
    if (item == "*") {
        return true;
    }
    const std::size_t dash = item.find('-');
    if (dash == std::string_view::npos) {
        return value_of(item, range).has_value();
    }
    const auto first = value_of(item.substr(0, dash), range);
    const auto last = value_of(item.substr(dash + 1), range);
    return first && last && *first <= *last;
}

std::optional<int> first_value(std::string_view field, const field_range& range) {
    return value_of(field.substr(0, field.find_first_of(",-/")), range);
}

}  // namespace

bool is_cron(std::string_view text) {
    const std::vector<std::string_view> fields = fields_of(text);
    if (fields.size() != ranges().size()) {
        return false;
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].ends_with(',')) {
            return false;
        }
        for (const std::string_view item : split(fields[i], ",")) {
            if (!is_item(item, ranges().at(i))) {
                return false;
            }
        }
    }
    return true;
}

stored_schedule computed_parts(std::string_view text) {
    const std::vector<std::string_view> fields = fields_of(text);
    stored_schedule parts;
    parts.frequency = "expression";
    parts.cron = std::string(text);
    parts.minute = first_value(fields.at(0), ranges()[0]).value_or(0);
    parts.hour = first_value(fields.at(1), ranges()[1]).value_or(0);
    if (const auto day = first_value(fields.at(4), ranges()[4])) {
        parts.day = std::string(words::days.at(static_cast<std::size_t>(*day % 7)));
    }
    return parts;
}

}  // namespace censusctl::sandbox
