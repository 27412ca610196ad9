#pragma once
#include <string_view>

#include "census/endpoint.hpp"
#include "http/client.hpp"

namespace censusctl::census {

/// What is not there is refused with.
inline constexpr int status_not_found = 404;

/// How a refusal came.
struct refusal {
    int status{0};            ///< HTTP status, or the envelope's where it is the worse one
    std::string envelope;     ///< the envelope's own status word; empty: the HTTP status said it
    std::string server_text;  ///< the reply's `message`
    std::string location;     ///< where a redirect leads
    bool from_api{false};     ///< false: the body is not the API's: a gateway's page, or nothing
};

/// The failure (stage status) that says which call was refused, why, and what to do.
[[nodiscard]] http::failure refused(const call& asked, int http_status, refusal reason);

/// The failure (stage decode) of a reply that is not what the API reference describes. `problem` continues
/// "the reply to GET /syncs": "is empty".
[[nodiscard]] http::failure unreadable(const call& asked, int http_status, std::string_view problem,
                                       std::string hint);

}  // namespace censusctl::census
