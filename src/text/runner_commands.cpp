#include "text/runner_commands.hpp"

namespace censusctl::text {
namespace {

/// What stands for the first character of `##[`, so that the rest is no command any more.
std::string_view stand_in_for_hash(std::string_view format) {
    if (format == "json" || format == "sarif" || format == "gitlab") {
        return "\\u0023";
    }
    if (format == "html" || format == "junit") {
        return "&#35;";
    }
    return "# ";
}

bool is_blank(char character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\v' ||
           character == '\f';
}

/// `##[`, `##vso[`, `##teamcity[`: what GitHub once had, Azure Pipelines has, and others.
bool begins_command(std::string_view rest) {
    if (!rest.starts_with("##")) {
        return false;
    }
    std::size_t at = 2;
    while (at < rest.size() &&
           ((rest[at] >= 'a' && rest[at] <= 'z') || (rest[at] >= 'A' && rest[at] <= 'Z'))) {
        ++at;
    }
    return at < rest.size() && rest[at] == '[';
}

}  // namespace

std::string github_value(std::string_view text) {
    std::string shown;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (begins_command(text.substr(at))) {
            shown += stand_in_for_hash("github");
        } else {
            shown += text[at];
        }
    }
    return shown;
}

std::string without_runner_commands(std::string_view text, std::string_view format) {
    if (format == "github") {
        return std::string(text);
    }
    std::string shown;
    shown.reserve(text.size());
    bool blank_so_far = true;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char character = text[at];
        if (character == '#' && begins_command(text.substr(at))) {
            shown += stand_in_for_hash(format);
        } else if (blank_so_far && text.substr(at, 2) == "::") {
            shown += ": ";
        } else {
            shown += character;
        }
        blank_so_far = character == '\n' || (blank_so_far && is_blank(character));
    }
    return shown;
}

}  // namespace censusctl::text
