#include "http/idle_connections.hpp"

#include <utility>

namespace censusctl::http {

void idle_connections::put(kept_connection connection, time_point now) {
    connection.idle_since = now;
    kept_.push_back(std::move(connection));
}

std::optional<kept_connection> idle_connections::take(time_point now, time_point::duration at_most) {
    std::erase_if(kept_, [&](const kept_connection& each) {
        return now - each.idle_since >= longest_idle || now - each.opened >= longest_life ||
               !each.stream->is_quiet();
    });
    if (kept_.empty() || now - kept_.back().idle_since >= at_most) {
        return std::nullopt;
    }
    kept_connection best = std::move(kept_.back());
    kept_.pop_back();
    return best;
}

void idle_connections::shrink_to(std::size_t most) {
    if (kept_.size() > most) {
        kept_.erase(kept_.begin(), kept_.end() - static_cast<std::ptrdiff_t>(most));
    }
}

}  // namespace censusctl::http
