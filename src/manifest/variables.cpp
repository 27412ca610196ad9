#include "manifest/variables.hpp"

#include <algorithm>

#include "text/ascii.hpp"

namespace censusctl::manifest {
namespace {

constexpr std::string_view opening = "${";

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
    std::size_t end = std::min(from.find_first_of("} \t\n"), std::min(from.size(), most));
    if (end < from.size() && from[end] == '}') {
        ++end;
    }
    return std::string(from.substr(0, end));
}

}  // namespace

bool is_variable_name(std::string_view name) noexcept {
    return !name.empty() && begins_name(name.front()) && std::ranges::all_of(name, continues_name);
}

filled_text fill(std::string_view text, const variable_values& values) {
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
        const std::size_t end = rest.find('}');
        const std::string_view name = end == std::string_view::npos
                                          ? std::string_view()
                                          : rest.substr(opening.size(), end - opening.size());
        if (!is_variable_name(name)) {
            filled.faults.push_back({shown(rest), {}});
            filled.text.append(opening);
            from = at + opening.size();
            continue;
        }
        if (const auto found = values.find(name); found != values.end()) {
            filled.text.append(found->second);
            filled.used.emplace_back(name);
        } else {
            filled.text.append(rest.substr(0, end + 1));
            filled.faults.push_back({std::string(rest.substr(0, end + 1)), std::string(name)});
        }
        from = at + end + 1;
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
