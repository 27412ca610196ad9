#include "http/url.hpp"

#include <arpa/inet.h>
#include <algorithm>
#include <charconv>

#include "text/ascii.hpp"

namespace censusctl::http {
namespace {

constexpr std::size_t longest_url = 4096;
constexpr std::size_t longest_host = 253;

failure unusable(std::string message) {
    failure problem;
    problem.stage = stage::connect;
    problem.message = std::move(message);
    problem.hint = "write it like https://app.getcensus.com/api/v1";
    return problem;
}

bool is_alphanumeric(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

int hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool is_ipv6(const std::string& host) noexcept {
    in6_addr ignored{};
    return inet_pton(AF_INET6, host.c_str(), &ignored) == 1;
}

bool is_host_name(std::string_view host) noexcept {
    return !host.empty() && host.size() <= longest_host && host.front() != '.' && host.front() != '-' &&
           host.find("..") == std::string_view::npos && std::ranges::all_of(host, [](char c) {
               return is_alphanumeric(c) || c == '-' || c == '.' || c == '_';
           });
}

/// Takes "host", "host:port", "[v6]" or "[v6]:port" apart; gives what is wrong, or nothing.
std::string_view read_host_and_port(std::string_view text, url& into) {
    std::string_view port;
    bool has_port = false;
    if (text.starts_with('[')) {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos) {
            return "the URL has a '[' without a ']'";
        }
        into.host = text::lower_case(text.substr(1, close - 1));
        if (!is_ipv6(into.host)) {
            return "the URL has no IPv6 address between '[' and ']'";
        }
        text.remove_prefix(close + 1);
        if (!text.empty() && text.front() != ':') {
            return "the URL has text between ']' and the port";
        }
        has_port = !text.empty();
        port = has_port ? text.substr(1) : text;
    } else {
        const std::size_t colon = text.find(':');
        has_port = colon != std::string_view::npos;
        into.host = text::lower_case(text.substr(0, colon));
        port = has_port ? text.substr(colon + 1) : std::string_view{};
        if (into.host.empty()) {
            return "the URL has no host";
        }
        if (!is_host_name(into.host)) {
            return "the host of the URL is not a host name";
        }
    }
    into.port = into.scheme == "https" ? 443 : 80;
    if (has_port) {
        unsigned number = 0;
        const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
        if (error != std::errc{} || end != port.data() + port.size() || number == 0 || number > 65535) {
            return "the port of the URL is not a number from 1 to 65535";
        }
        into.port = static_cast<std::uint16_t>(number);
        into.port_given = true;
    }
    return {};
}

}  // namespace

std::string url::bracketed_host() const {
    return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

std::string url::authority() const {
    return bracketed_host() + ":" + std::to_string(port);
}

std::string url::host_header() const {
    const std::uint16_t usual = scheme == "https" ? 443 : 80;
    return port == usual ? bracketed_host() : authority();
}

result<url> parse_url(std::string_view text) {
    if (text.empty()) {
        return unusable("the URL is empty");
    }
    if (text.size() > longest_url) {
        return unusable("the URL is longer than 4096 characters");
    }
    if (!std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; })) {
        return unusable("the URL holds a space, a control character or one that is not ASCII");
    }
    const std::size_t colon = text.find("://");
    if (colon == std::string_view::npos) {
        return unusable("the URL does not begin with http:// or https://");
    }
    url read;
    read.scheme = text::lower_case(text.substr(0, colon));
    if (read.scheme != "http" && read.scheme != "https") {
        return unusable("the URL does not begin with http:// or https://");
    }
    text.remove_prefix(colon + 3);
    const std::size_t authority_end = std::min(text.find_first_of("/?#\\"), text.size());
    std::string_view authority = text.substr(0, authority_end);
    std::string_view path = text.substr(authority_end);
    path = path.substr(0, path.find_first_of("?#"));
    if (path.find('\\') != std::string_view::npos) {
        return unusable("the URL holds a backslash");
    }
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        const std::string_view login = authority.substr(0, at);
        if (login.empty()) {
            return unusable("the URL has an '@' with no user before it");
        }
        const std::size_t separator = login.find(':');
        read.user = percent_decode(login.substr(0, separator));
        if (separator != std::string_view::npos) {
            read.password = percent_decode(login.substr(separator + 1));
        }
        authority.remove_prefix(at + 1);
    }
    if (const std::string_view wrong = read_host_and_port(authority, read); !wrong.empty()) {
        return unusable(std::string{wrong});
    }
    read.path = path;
    return read;
}

std::string percent_encode(std::string_view segment) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(segment.size());
    for (const char c : segment) {
        if (is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~') {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += digits[byte >> 4U];
        encoded += digits[byte & 0x0fU];
    }
    return encoded;
}

std::string percent_decode(std::string_view encoded) {
    std::string decoded;
    decoded.reserve(encoded.size());
    for (std::size_t i = 0; i < encoded.size(); ++i) {
        if (encoded[i] == '%' && i + 2 < encoded.size()) {
            const int high = hex_digit(encoded[i + 1]);
            const int low = hex_digit(encoded[i + 2]);
            if (high >= 0 && low >= 0) {
                decoded += static_cast<char>(high * 16 + low);
                i += 2;
                continue;
            }
        }
        decoded += encoded[i];
    }
    return decoded;
}

}  // namespace censusctl::http
