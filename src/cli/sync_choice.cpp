#include "cli/sync_choice.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "text/ascii.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

constexpr std::size_t longest_name = 100;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
        text.remove_suffix(1);
    }
    return text;
}

std::optional<std::size_t> number_of(std::string_view text) {
    text = trimmed(text);
    std::size_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = !text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
}

/// "3" or "3-5"; absent: neither.
std::optional<std::pair<std::size_t, std::size_t>> range_of(std::string_view part) {
    const std::size_t dash = part.find('-');
    const auto first = number_of(part.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : number_of(part.substr(dash + 1));
    return first && last ? std::optional(std::pair(*first, *last)) : std::nullopt;
}

bool has_part(const std::string& name, const std::string& wanted) {
    return text::lower_case(name).find(text::lower_case(wanted)) != std::string::npos;
}

/// The numbers of those that have a text in their name.
std::vector<std::size_t> matching(const std::vector<std::string>& names, const std::string& filter) {
    std::vector<std::size_t> numbers;
    for (std::size_t at = 0; at < names.size(); ++at) {
        if (has_part(names[at], filter)) {
            numbers.push_back(at + 1);
        }
    }
    return numbers;
}

}  // namespace

chosen_numbers read_choice(std::string_view answer, const std::vector<std::size_t>& shown,
                           std::size_t count) {
    answer = trimmed(answer);
    if (answer.empty()) {
        return {};
    }
    if (answer == "all") {
        return {shown, std::nullopt, {}};
    }
    if (answer.front() == '/') {
        return {{}, std::string(answer.substr(1)), {}};
    }
    std::set<std::size_t> numbers;
    for (std::string_view rest = answer; !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const auto range = range_of(rest.substr(0, comma));
        if (!range) {
            return {{}, std::string(answer), {}};
        }
        if (range->first == 0 || range->first > range->second || range->second > count) {
            return {{},
                    std::nullopt,
                    "'" + std::string(trimmed(rest.substr(0, comma))) + "' is no number from 1 to " +
                        std::to_string(count)};
        }
        for (std::size_t each = range->first; each <= range->second; ++each) {
            numbers.insert(each);
        }
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return {{numbers.begin(), numbers.end()}, std::nullopt, {}};
}

std::vector<std::size_t> choose(console& screen, const std::vector<std::string>& names) {
    std::string filter;
    while (true) {
        const std::vector<std::size_t> shown = matching(names, filter);
        const std::size_t width = std::to_string(names.size()).size();
        for (const std::size_t number : shown) {
            const std::string digits = std::to_string(number);
            screen.note(std::string(width + 2 - digits.size(), ' ') + digits + "  " +
                        text::escape_and_cut(names[number - 1], longest_name));
        }
        if (shown.empty()) {
            screen.note("None has '" + text::escape_and_cut(filter, longest_name) + "' in its name.");
            filter.clear();
            continue;
        }
        chosen_numbers chosen =
            read_choice(screen.ask("Which? 1,3-5, all, a part of a name to list only those, or nothing", ""),
                        shown, names.size());
        if (!chosen.problem.empty()) {
            screen.note(text::escape_and_cut(chosen.problem, longest_name));
        } else if (chosen.filter) {
            filter = std::move(*chosen.filter);
        } else {
            for (std::size_t& number : chosen.numbers) {
                --number;
            }
            return std::move(chosen.numbers);
        }
    }
}

}  // namespace censusctl::cli
