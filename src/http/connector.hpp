#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>

#include "http/attempt.hpp"
#include "http/byte_stream.hpp"
#include "http/interruption.hpp"
#include "http/resolver.hpp"
#include "http/settings.hpp"

namespace censusctl::http {

/// Opens connections to the one host of a client: name, socket, tunnel and TLS, as the settings say. The
/// settings must outlive it.
class connector {
public:
    explicit connector(client_settings& settings) : settings_{settings} {}

    /// A connection ready for a request. `until`: when the attempt ends, by which the tries at the host's
    /// addresses are spread; the interruption is what ends them.
    [[nodiscard]] boost::asio::awaitable<attempt_result<std::unique_ptr<byte_stream>>> open(
        std::chrono::steady_clock::time_point until, interruption& interrupt);

private:
    client_settings& settings_;
    resolver names_;
};

}  // namespace censusctl::http
