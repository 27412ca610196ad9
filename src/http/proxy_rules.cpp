#include "http/proxy_rules.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "text/ascii.hpp"

namespace censusctl::http {
namespace {

/// An address as bytes; IPv4 has four of them.
struct address_bytes {
    std::array<unsigned char, 16> bytes{};
    std::size_t size{0};
};

std::optional<address_bytes> read_address(std::string_view text) noexcept {
    std::array<char, INET6_ADDRSTRLEN + 1> spelled{};
    if (text.empty() || text.size() >= spelled.size()) {
        return std::nullopt;
    }
    std::ranges::copy(text, spelled.begin());
    address_bytes read;
    if (inet_pton(AF_INET, spelled.data(), read.bytes.data()) == 1) {
        read.size = 4;
        return read;
    }
    if (inet_pton(AF_INET6, spelled.data(), read.bytes.data()) == 1) {
        read.size = 16;
        return read;
    }
    return std::nullopt;
}

bool in_network(const address_bytes& address, const address_bytes& network, int prefix) noexcept {
    if (address.size != network.size) {
        return false;
    }
    for (std::size_t i = 0; i < address.size; ++i) {
        const int bits = std::clamp(prefix - static_cast<int>(i) * 8, 0, 8);
        const auto mask = static_cast<unsigned char>(0xff00U >> static_cast<unsigned>(bits));
        if ((address.bytes.at(i) & mask) != (network.bytes.at(i) & mask)) {
            return false;
        }
    }
    return true;
}

template <class Number>
std::optional<Number> read_number(std::string_view text, Number largest) noexcept {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value > largest) {
        return std::nullopt;
    }
    return value;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string encoded;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group <<= 8U;
            group |= i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U;
        }
        for (std::size_t k = 0; k < 4; ++k) {
            const bool padding = i + k > bytes.size();
            encoded += padding ? '=' : digits[(group >> (18U - 6U * k)) & 0x3fU];
        }
    }
    return encoded;
}

}  // namespace

bool is_loopback(std::string_view host) noexcept {
    if (host == "localhost" || host == "localhost.") {
        return true;
    }
    const auto address = read_address(host);
    if (!address) {
        return false;
    }
    if (address->size == 4) {
        return address->bytes[0] == 127;
    }
    return std::all_of(address->bytes.begin(), address->bytes.end() - 1,
                       [](unsigned char byte) { return byte == 0; }) &&
           address->bytes[15] == 1;
}

no_proxy_list::no_proxy_list(std::string_view variable) {
    constexpr std::string_view separators = ", \t";
    while (!variable.empty()) {
        const std::size_t end = std::min(variable.find_first_of(separators), variable.size());
        std::string_view text = variable.substr(0, end);
        variable.remove_prefix(std::min(end + 1, variable.size()));
        entry rule;
        if (text.starts_with('[')) {
            const std::size_t close = text.find(']');
            if (close == std::string_view::npos) {
                continue;
            }
            const std::string_view after = text.substr(close + 1);
            text = text.substr(1, close - 1);
            if (!after.empty()) {
                const auto port = read_number<std::uint16_t>(after.substr(1), 65535);
                if (after.front() != ':' || !port) {
                    continue;
                }
                rule.port = *port;
            }
        } else if (std::ranges::count(text, ':') == 1) {
            const auto port = read_number<std::uint16_t>(text.substr(text.find(':') + 1), 65535);
            if (!port) {
                continue;
            }
            rule.port = *port;
            text = text.substr(0, text.find(':'));
        }
        if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
            const auto network = read_address(text.substr(0, slash));
            const auto prefix = read_number<int>(text.substr(slash + 1), 128);
            if (!network || !prefix || *prefix < 0 || *prefix > static_cast<int>(network->size) * 8) {
                continue;
            }
            rule.prefix = *prefix;
            text = text.substr(0, slash);
        }
        if (text.starts_with("*.")) {
            text.remove_prefix(1);
        }
        if (text.starts_with('.')) {
            text.remove_prefix(1);
        }
        if (text.empty()) {
            continue;
        }
        rule.name = text::lower_case(text);
        entries_.push_back(std::move(rule));
    }
}

bool no_proxy_list::matches(const entry& rule, std::string_view host, std::uint16_t port) noexcept {
    if (rule.port != 0 && rule.port != port) {
        return false;
    }
    if (rule.name == "*") {
        return true;
    }
    const auto address = read_address(host);
    const auto named = read_address(rule.name);
    if (address || named) {
        const bool both = address && named;
        return both && in_network(*address, *named, rule.prefix < 0 ? 128 : rule.prefix);
    }
    return host == rule.name || (host.size() > rule.name.size() && host.ends_with(rule.name) &&
                                 host[host.size() - rule.name.size() - 1] == '.');
}

bool no_proxy_list::covers(std::string_view host, std::uint16_t port) const noexcept {
    return std::ranges::any_of(entries_, [&](const entry& rule) { return matches(rule, host, port); });
}

result<url> parse_proxy(std::string_view text) {
    const std::size_t colon = text.find("://");
    std::string whole{text};
    failure problem;
    problem.stage = stage::proxy;
    problem.hint = "set HTTPS_PROXY to a URL like http://proxy.example:3128";
    if (colon == std::string_view::npos) {
        whole.insert(0, "http://");
    } else if (text.substr(0, colon) != "http" && text.substr(0, colon) != "HTTP") {
        problem.message = "the proxy's URL does not begin with http://, the only kind that is supported";
        return problem;
    }
    result<url> read = parse_url(whole);
    if (!read) {
        problem.message = "the proxy's URL cannot be used: " + read.error().message;
        return problem;
    }
    return read;
}

bool goes_through_proxy(const url& target, const no_proxy_list& no_proxy) noexcept {
    return target.scheme == "https" && !is_loopback(target.host) &&
           !no_proxy.covers(target.host, target.port);
}

std::string proxy_authorization(const url& proxy) {
    if (proxy.user.empty() && proxy.password.empty()) {
        return {};
    }
    return "Basic " + base64(proxy.user + ":" + proxy.password);
}

}  // namespace censusctl::http
