#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "http/url.hpp"

namespace censusctl::http {

/// Whether a host is this machine by its spelling: "localhost", 127.0.0.0/8 or ::1.
[[nodiscard]] bool is_loopback(std::string_view host) noexcept;

/// A NO_PROXY list: entries separated by commas or spaces. `*` is every host; `example.com` and
/// `.example.com` are that host and all below it; an address is itself; `10.0.0.0/8` is a network; any of
/// them but a network may end in `:port`. Entries that are none of these match nothing.
class no_proxy_list {
public:
    explicit no_proxy_list(std::string_view variable);
    /// Whether a request to this host goes direct. `host` is in lower case, IPv6 without brackets.
    [[nodiscard]] bool covers(std::string_view host, std::uint16_t port) const noexcept;

private:
    struct entry {
        std::string name;       ///< lower case, without the leading dot; or an address
        std::uint16_t port{0};  ///< 0: any
        int prefix{-1};         ///< bits of a network; -1: not a network
    };
    [[nodiscard]] static bool matches(const entry& rule, std::string_view host, std::uint16_t port) noexcept;

    std::vector<entry> entries_;
};

/// Reads a proxy's URL: "http://user:password@proxy.example:3128" or "proxy.example:3128". Other schemes are
/// a failure (stage proxy): a proxy that is itself reached over TLS or SOCKS is not supported. The message
/// holds no part of the URL.
[[nodiscard]] result<url> parse_proxy(std::string_view text);

/// Whether requests to `target` go through a proxy at all: https only, never to this machine, never to what
/// `no_proxy` covers.
[[nodiscard]] bool goes_through_proxy(const url& target, const no_proxy_list& no_proxy) noexcept;

/// "Basic …" for the proxy's user and password; empty if it has none.
[[nodiscard]] std::string proxy_authorization(const url& proxy);

}  // namespace censusctl::http
