#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "http/byte_stream.hpp"

namespace censusctl::http {

/// A connection that is kept between requests.
struct kept_connection {
    std::unique_ptr<byte_stream> stream;
    std::chrono::steady_clock::time_point opened;
    std::chrono::steady_clock::time_point idle_since;
};

/// Connections that wait for their next request, the one used last on top: it is the least likely to have
/// been closed by the server. Servers commonly close theirs after 5 s, so after 4 s they are not used any
/// more, and none is used beyond five minutes of age. Takes time points.
class idle_connections {
public:
    using time_point = std::chrono::steady_clock::time_point;

    /// Keeps a connection whose last reply was complete.
    void put(kept_connection connection, time_point now);

    /// The best connection that is still of use, idle for less than `at_most`; those that are not are closed.
    [[nodiscard]] std::optional<kept_connection> take(time_point now, time_point::duration at_most);

    /// Closes those idle longest, until no more than `most` are left.
    void shrink_to(std::size_t most);

    void clear() noexcept { kept_.clear(); }
    [[nodiscard]] std::size_t size() const noexcept { return kept_.size(); }

    static constexpr std::chrono::seconds longest_idle{4};
    static constexpr std::chrono::minutes longest_life{5};

private:
    std::vector<kept_connection> kept_;  ///< the one used last at the end
};

}  // namespace censusctl::http
