#pragma once
#include <boost/asio/awaitable.hpp>
#include <memory>

#include "http/client.hpp"
#include "http/client_state.hpp"

namespace censusctl::http {

/// Sends a request, again where policy says so, and returns its reply or what kept it from one.
[[nodiscard]] boost::asio::awaitable<result<response>> send_repeatedly(std::shared_ptr<client_state> state,
                                                                       request message);

}  // namespace censusctl::http
