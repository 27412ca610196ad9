#pragma once
#include <string_view>

#include "http/url.hpp"

/// Whom a token may go to although only a file names the host. What merely looks like such a host is not one:
/// nothing is guessed, mapped or resolved here.
namespace censusctl::http {

/// Whether a URL is of the vendor's API: https on port 443 of a host below getcensus.com or fivetran.com, its
/// labels of letters, digits and hyphens, none of them internationalised (xn--), and no user before it.
[[nodiscard]] bool is_vendor(const url& target) noexcept;

/// Whether a URL leads to this machine: localhost, 127.0.0.0/8 in four plain decimal numbers, or ::1, and no
/// user before it.
[[nodiscard]] bool is_loopback(const url& target) noexcept;

/// Whether a list of hosts, separated by commas or white space, names the one of a URL: `host` means its port
/// 443, `host:port` that one. Only https URLs are ever in it.
[[nodiscard]] bool is_listed(const url& target, std::string_view hosts) noexcept;

}  // namespace censusctl::http
