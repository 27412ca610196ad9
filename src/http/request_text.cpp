#include "http/request_text.hpp"

#include <algorithm>

#include "text/version.hpp"

namespace censusctl::http {
namespace {

constexpr std::size_t longest_target = std::size_t{16} * 1024;
constexpr std::size_t longest_token = std::size_t{8} * 1024;
std::string user_agent() {
    return "censusctl/" + std::string(text::version());
}

bool is_visible(std::string_view text) noexcept {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

void add_field(std::string& to, std::string_view name, std::string_view value) {
    to.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string_view what_is_wrong_with(const request& message) noexcept {
    if (message.method.empty() ||
        !std::ranges::all_of(message.method, [](char c) { return c >= 'A' && c <= 'Z'; })) {
        return "the method is not a word in capital letters";
    }
    if (!message.target.starts_with('/')) {
        return "the path does not begin with '/'";
    }
    if (message.target.size() > longest_target) {
        return "the path is longer than 16384 characters";
    }
    if (!is_visible(message.target) || message.target.find('#') != std::string::npos) {
        return "the path holds characters that are not percent-encoded";
    }
    return {};
}

bool is_usable_token(std::string_view token) noexcept {
    return token.size() <= longest_token && is_visible(token);
}

std::string request_text(const request& message, const url& host, std::string_view token) {
    std::string text;
    text.reserve(512 + token.size() + message.target.size() + message.body.size());
    text.append(message.method).append(" ").append(message.target).append(" HTTP/1.1\r\n");
    add_field(text, "Host", host.host_header());
    add_field(text, "User-Agent", user_agent());
    add_field(text, "Accept", "application/json, */*;q=0.5");
    add_field(text, "Accept-Encoding", "gzip");
    if (!token.empty()) {
        text.append("Authorization: Bearer ").append(token).append("\r\n");
    }
    if (!message.body.empty()) {
        add_field(text, "Content-Type", "application/json");
    }
    const bool usually_has_body =
        message.method == "POST" || message.method == "PUT" || message.method == "PATCH";
    if (!message.body.empty() || usually_has_body) {
        add_field(text, "Content-Length", std::to_string(message.body.size()));
    }
    text.append("\r\n").append(message.body);
    return text;
}

std::string connect_text(const url& host, std::string_view authorization) {
    std::string text = "CONNECT " + host.authority() + " HTTP/1.1\r\n";
    add_field(text, "Host", host.authority());
    add_field(text, "User-Agent", user_agent());
    if (!authorization.empty()) {
        add_field(text, "Proxy-Authorization", authorization);
    }
    text.append("\r\n");
    return text;
}

}  // namespace censusctl::http
