#pragma once
#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>

#include "http/attempt.hpp"
#include "http/client.hpp"
#include "http/client_state.hpp"

namespace censusctl::http {

/// What one attempt to send a request came to.
struct attempt_report {
    std::optional<response> reply;  ///< absent: `problem` says why
    attempt_problem problem;
};

/// Sends a request once, over a kept connection or a new one, within the attempt's own deadline. `once`
/// requests use a kept connection only if it was in use a moment ago, since one that turns out to be dead
/// leaves open whether the request was read. `fresh`: a new connection in any case.
[[nodiscard]] boost::asio::awaitable<attempt_report> attempt_once(client_state& state, const request& message,
                                                                  std::string wire, bool fresh,
                                                                  interruption& interrupt);

}  // namespace censusctl::http
