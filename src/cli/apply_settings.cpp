#include "cli/apply_settings.hpp"

namespace censusctl::cli {

apply::apply_options paces(const context& given, const session& connection) {
    apply::apply_options how;
    how.concurrency = given.options.concurrency;
    how.wait = given.options.wait;
    how.run_timeout = std::chrono::seconds(given.options.wait_timeout_seconds);
    how.max_invalid_percent = given.options.max_invalid_percent;
    if (connection.simulated()) {
        // Simulated time goes by the request, so there is nothing to wait for.
        how.poll = std::chrono::milliseconds(5);
        how.look = std::chrono::milliseconds(5);
    }
    how.stop_requested = [&connection] {
        return connection.interrupted();
    };
    return how;
}

}  // namespace censusctl::cli
