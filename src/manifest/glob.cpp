#include "manifest/glob.hpp"

#include <algorithm>
#include <cstddef>

#include "text/code_points.hpp"

namespace censusctl::manifest {
namespace {

/// What one element of a pattern does with one character.
struct step {
    bool matches{false};
    std::size_t size{1};  ///< bytes of the pattern
};

step match_class(std::string_view pattern, char32_t wanted) noexcept {
    std::size_t at = 1;
    const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
    at += negated ? 1 : 0;
    bool matches = false;
    bool is_first = true;
    while (at < pattern.size() && (is_first || pattern[at] != ']')) {
        is_first = false;
        const text::code_point low = text::decode(pattern, at);
        at += low.size;
        char32_t high = low.value;
        if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
            const text::code_point upper = text::decode(pattern, at + 1);
            high = upper.value;
            at += 1 + upper.size;
        }
        matches = matches || (wanted >= low.value && wanted <= high);
    }
    if (at >= pattern.size()) {
        return {wanted == U'[', 1};
    }
    return {matches != negated, at + 1};
}

step match_one(std::string_view pattern, char32_t wanted) noexcept {
    if (pattern.front() == '?') {
        return {true, 1};
    }
    if (pattern.front() == '[') {
        return match_class(pattern, wanted);
    }
    const text::code_point literal = text::decode(pattern, 0);
    return {literal.value == wanted, literal.size};
}

}  // namespace

bool is_pattern(std::string_view path) noexcept {
    return path.find_first_of("*?[") != std::string_view::npos;
}

bool matches_name(std::string_view pattern, std::string_view name) noexcept {
    if (name.starts_with('.') && !pattern.starts_with('.')) {
        return false;
    }
    std::size_t in_pattern = 0;
    std::size_t in_name = 0;
    std::size_t star = std::string_view::npos;  // the last `*`, to come back to with one character more
    std::size_t star_name = 0;
    while (in_name < name.size()) {
        const text::code_point next = text::decode(name, in_name);
        if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
            star = in_pattern++;
            star_name = in_name;
            continue;
        }
        if (in_pattern < pattern.size()) {
            const step tried = match_one(pattern.substr(in_pattern), next.value);
            if (tried.matches) {
                in_pattern += tried.size;
                in_name += next.size;
                continue;
            }
        }
        if (star == std::string_view::npos) {
            return false;
        }
        star_name += text::decode(name, star_name).size;
        in_name = star_name;
        in_pattern = star + 1;
    }
    return std::all_of(pattern.begin() + static_cast<std::ptrdiff_t>(in_pattern), pattern.end(),
                       [](char character) { return character == '*'; });
}

}  // namespace censusctl::manifest
