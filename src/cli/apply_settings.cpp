#include "cli/apply_settings.hpp"

namespace censusctl::cli {

apply::apply_options paces(const context& invocation, const session& connection) {
    apply::apply_options options;
    options.concurrency = invocation.options.concurrency;
    options.wait = invocation.options.wait;
    options.run_timeout = std::chrono::seconds(invocation.options.wait_timeout_seconds);
    options.max_invalid_percent = invocation.options.max_invalid_percent;
    if (connection.simulated()) {
        // Simulated time goes by the request, so there is nothing to wait for.
        options.poll = std::chrono::milliseconds(5);
        options.look = std::chrono::milliseconds(5);
    }
    options.stop_requested = [&connection] {
        return connection.interrupted();
    };
    return options;
}

}  // namespace censusctl::cli
