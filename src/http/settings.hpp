#pragma once
#include <memory>
#include <optional>
#include <string>

#include "http/client.hpp"
#include "http/retry_policy.hpp"
#include "http/tls.hpp"
#include "http/url.hpp"

namespace censusctl::http {

/// The options of a client, read and checked.
struct client_settings {
    url host;
    std::optional<url> proxy;          ///< present: every connection is a tunnel through it
    std::unique_ptr<tls_context> tls;  ///< present exactly for https
    retry_limits retries;
    client_options options;  ///< as given, numbers brought into their ranges
};

/// Checks everything that can be checked before a request is made. A failure has stage connect, proxy or tls,
/// not_sent, and a hint; it holds no token and no password.
[[nodiscard]] result<client_settings> read_settings(client_options options);

}  // namespace censusctl::http
