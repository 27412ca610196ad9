#include "sandbox/field_name.hpp"

#include <vector>

namespace censusctl::sandbox {

namespace {

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

char to_lower(char c) {
    return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

char to_upper(char c) {
    return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

/// Lower-case words, split at separators and where a capital follows a small letter.
std::vector<std::string> words_of(std::string_view column) {
    std::vector<std::string> words;
    bool start = true;
    char before = '\0';
    for (const char c : column) {
        if (c == '_' || c == '-' || c == ' ' || c == '.') {
            start = true;
        } else {
            if (start || (is_upper(c) && is_lower(before))) {
                words.emplace_back();
            }
            words.back() += to_lower(c);
            start = false;
        }
        before = c;
    }
    return words;
}

std::string capitalized(std::string word) {
    word.front() = to_upper(word.front());
    return word;
}

}  // namespace

std::string normalized_field_name(std::string_view column, std::string_view normalization) {
    const std::vector<std::string> words = words_of(column);
    if (normalization == "match_source_names" || words.empty()) {
        return std::string(column);
    }
    const std::string_view separator =
        normalization == "snake_case" ? "_" : (normalization == "camel_case" ? "" : " ");
    std::string name;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) {
            name += separator;
        }
        const bool capital = normalization == "start_case" || (normalization == "camel_case" && i > 0);
        name += capital ? capitalized(words[i]) : words[i];
    }
    if (normalization == "upper_case") {
        for (char& c : name) {
            c = to_upper(c);
        }
    }
    return name;
}

}  // namespace censusctl::sandbox
