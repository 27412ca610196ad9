#include "sandbox/target.hpp"

#include <algorithm>
#include <charconv>

namespace censusctl::sandbox {

namespace {

constexpr std::size_t highest_page = 1'000'000'000;
constexpr std::size_t most_per_page = 100;

int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

std::optional<std::size_t> positive_number(const std::optional<std::string>& text) {
    if (!text) {
        return std::nullopt;
    }
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error == std::errc::result_out_of_range) {
        return highest_page;
    }
    if (error != std::errc{} || end != text->data() + text->size() || value == 0) {
        return std::nullopt;
    }
    return std::min(value, highest_page);
}

}  // namespace

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low < 0) {
            decoded += text[i];
        } else {
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return decoded;
}

target_parts split_target(served_api served, std::string_view target) {
    target_parts parts;
    std::string_view path = target.substr(0, target.find_first_of("?#"));
    if (const std::size_t mark = target.find('?'); mark != std::string_view::npos && mark == path.size()) {
        parts.query = target.substr(mark + 1);
    }
    const served_path below = split_base(served, path);
    parts.spoken = below.spoken;
    path = below.rest;
    if (path.size() > 1 && path.ends_with('/')) {
        path.remove_suffix(1);
    }
    parts.path = path.empty() ? "/" : std::string(path);
    std::string_view rest = path;
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::size_t end = std::min(rest.find('/'), rest.size());
        parts.segments.push_back(percent_decoded(rest.substr(0, end)));
        rest.remove_prefix(end);
    }
    return parts;
}

std::optional<std::string> query_value(std::string_view query, std::string_view name) {
    std::optional<std::string> found;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        if (percent_decoded(pair.substr(0, equals)) == name) {
            found = percent_decoded(pair.substr(std::min(equals + 1, pair.size())));
        }
    }
    return found;
}

page_request read_page_request(std::string_view query) {
    page_request wanted;
    wanted.page = positive_number(query_value(query, "page")).value_or(1);
    wanted.per_page = std::min(positive_number(query_value(query, "per_page")).value_or(25), most_per_page);
    const std::string order = query_value(query, "order").value_or("");
    if (order == "asc" || order == "desc") {
        wanted.order = order;
    }
    return wanted;
}

}  // namespace censusctl::sandbox
