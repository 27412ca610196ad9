#include "http/trusted_host.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <string>

namespace censusctl::http {
namespace {

constexpr std::array<std::string_view, 2> vendor_domains{".getcensus.com", ".fivetran.com"};
constexpr std::uint16_t https_port = 443;

bool has_user(const url& target) noexcept {
    return !target.user.empty() || !target.password.empty();
}

/// A label of a host name, in lower case as `parse_url` leaves it.
bool is_plain_label(std::string_view label) noexcept {
    const auto is_plain = [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') ||
               character == '-';
    };
    return !label.empty() && label.front() != '-' && label.back() != '-' && !label.starts_with("xn--") &&
           std::ranges::all_of(label, is_plain);
}

bool has_plain_labels(std::string_view host) noexcept {
    while (true) {
        const std::size_t dot = host.find('.');
        if (!is_plain_label(host.substr(0, dot))) {
            return false;
        }
        if (dot == std::string_view::npos) {
            return true;
        }
        host.remove_prefix(dot + 1);
    }
}

}  // namespace

bool is_vendor(const url& target) noexcept {
    const std::string_view host = target.host;
    return target.scheme == "https" && target.port == https_port && !has_user(target) &&
           has_plain_labels(host) && std::ranges::any_of(vendor_domains, [&](std::string_view domain) {
               return host.size() > domain.size() && host.ends_with(domain);
           });
}

bool is_loopback(const url& target) noexcept {
    if (has_user(target)) {
        return false;
    }
    if (target.host == "localhost") {
        return true;
    }
    in_addr four{};
    if (inet_pton(AF_INET, target.host.c_str(), &four) == 1) {
        std::array<char, INET_ADDRSTRLEN> plain{};
        constexpr std::uint32_t loopback_network = 127;
        return ntohl(four.s_addr) >> 24U == loopback_network &&
               inet_ntop(AF_INET, &four, plain.data(), plain.size()) != nullptr &&
               target.host == plain.data();
    }
    return target.host == "::1";
}

bool is_listed(const url& target, std::string_view hosts) noexcept {
    if (target.scheme != "https" || has_user(target)) {
        return false;
    }
    constexpr std::string_view separators = ", \t\n";
    std::size_t begin = hosts.find_first_not_of(separators);
    while (begin != std::string_view::npos) {
        const std::size_t end = std::min(hosts.find_first_of(separators, begin), hosts.size());
        const std::string_view entry = hosts.substr(begin, end - begin);
        if (entry == target.authority() || (target.port == https_port && entry == target.bracketed_host())) {
            return true;
        }
        begin = hosts.find_first_not_of(separators, end);
    }
    return false;
}

}  // namespace censusctl::http
