#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "http/failure.hpp"

namespace censusctl::http {

/// The parts of an absolute http or https URL (RFC 3986) that a client of one host needs.
struct url {
    std::string scheme;    ///< "http" or "https", in lower case
    std::string user;      ///< percent-decoded; empty if there is none
    std::string password;  ///< percent-decoded; empty if there is none
    std::string host;      ///< in lower case; an IPv6 address without its brackets
    std::uint16_t port{0};
    bool port_given{false};  ///< false: `port` is the scheme's own, 80 or 443
    std::string path;        ///< begins with "/", or is empty; without query and fragment

    /// The host as it stands in a URL or a Host header: an IPv6 address in brackets.
    [[nodiscard]] std::string bracketed_host() const;
    /// "host:port", always with the port.
    [[nodiscard]] std::string authority() const;
    /// What the Host header says: the port only where it is not the scheme's own.
    [[nodiscard]] std::string host_header() const;
};

/// Reads an absolute URL. The failure (stage connect, not_sent) says what is wrong, and never repeats the
/// text itself, which may hold a password.
[[nodiscard]] result<url> parse_url(std::string_view text);

/// One segment of a path, or one value of a query: everything but letters, digits and `-._~` becomes %XX.
[[nodiscard]] std::string percent_encode(std::string_view segment);

/// The reverse. A `%` that is not followed by two hexadecimal digits stays as it is.
[[nodiscard]] std::string percent_decode(std::string_view encoded);

}  // namespace censusctl::http
