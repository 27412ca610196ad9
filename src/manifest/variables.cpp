#include "manifest/variables.hpp"

#include <algorithm>
#include <utility>

#include "text/ascii.hpp"

namespace censusctl::manifest {
namespace {

constexpr std::string_view opening = "${";
/// Nobody mends more of one text at a time.
constexpr std::size_t most_faults = 1000;

bool begins_name(char each) {
    const char lower = text::lower(each);
    return each == '_' || (lower >= 'a' && lower <= 'z');
}

bool continues_name(char each) {
    return begins_name(each) || (each >= '0' && each <= '9');
}

/// The first bytes of what stands behind a `${` that no name follows, for a message.
std::string shown(std::string_view from) {
    constexpr std::size_t most = 20;
    const std::string_view first = from.substr(0, most);
    std::size_t end = std::min(first.find_first_of("} \t\n"), first.size());
    if (end < from.size() && from[end] == '}') {
        ++end;
    }
    return std::string(from.substr(0, end));
}

/// The name in a `${NAME}` at the start of a text; empty: there is none. Looks no farther than a name goes,
/// so that a text of openings alone is not searched to its end for each.
std::string_view name_at(std::string_view text) {
    const std::string_view rest = text.substr(opening.size());
    const auto end = std::ranges::find_if_not(rest, continues_name);
    const std::string_view name = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    return end != rest.end() && *end == '}' && is_variable_name(name) ? name : std::string_view();
}

void add_fault(variable_fault fault, filled_text& filled) {
    if (filled.faults.size() < most_faults) {
        filled.faults.push_back(std::move(fault));
    }
}

}  // namespace

bool is_variable_name(std::string_view name) noexcept {
    return !name.empty() && begins_name(name.front()) && std::ranges::all_of(name, continues_name);
}

filled_text fill(std::string_view text, const variable_values& values, std::size_t most) {
    filled_text filled;
    std::size_t from = 0;
    for (std::size_t at = text.find(opening); at != std::string_view::npos; at = text.find(opening, from)) {
        if (at > from && text[at - 1] == '$') {
            filled.text.append(text.substr(from, at - 1 - from)).append(opening);
            from = at + opening.size();
            continue;
        }
        filled.text.append(text.substr(from, at - from));
        const std::string_view rest = text.substr(at);
        const std::string_view name = name_at(rest);
        if (name.empty()) {
            add_fault({shown(rest), {}, at}, filled);
            filled.text.append(opening);
            from = at + opening.size();
            continue;
        }
        const std::string_view written = rest.substr(0, opening.size() + name.size() + 1);
        if (const auto found = values.find(name); found != values.end()) {
            filled.text.append(found->second);
            filled.used.emplace_back(name);
        } else {
            filled.text.append(written);
            add_fault({std::string(written), std::string(name), at}, filled);
        }
        from = at + written.size();
        if (filled.text.size() > most) {
            filled.whole = false;
            return filled;
        }
    }
    filled.text.append(text.substr(from));
    return filled;
}

std::string without_variables(std::string_view literal) {
    std::string text;
    std::size_t from = 0;
    for (std::size_t at = literal.find(opening); at != std::string_view::npos;
         at = literal.find(opening, from)) {
        text.append(literal.substr(from, at - from)).append("$").append(opening);
        from = at + opening.size();
    }
    return text.append(literal.substr(from));
}

}  // namespace censusctl::manifest
