#include "http/client_state.hpp"

#include <utility>

namespace censusctl::http {

using std::chrono::steady_clock;

client_state::client_state(boost::asio::any_io_executor on, client_settings read)
    : executor{std::move(on)},
      settings{std::move(read)},
      connections{settings},
      places{settings.options.concurrency},
      gate{settings.options.concurrency, settings.options.most_concurrency},
      budget{settings.options.total_timeout},
      random{settings.options.jitter_seed != 0 ? settings.options.jitter_seed : std::random_device{}()} {}

void client_state::interrupt_all(interrupt_cause why) {
    for (interruption* const each : under_way) {
        each->raise(why);
    }
}

sending::sending(client_state& state) : state_{state} {
    const auto now = steady_clock::now();
    const bool first = state.budget.enter(now);
    state.under_way.push_back(&interrupt_);
    if (state.stopped) {
        interrupt_.raise(interrupt_cause::stopped);
    } else if (state.budget.remaining(now) <= std::chrono::milliseconds{0}) {
        interrupt_.raise(interrupt_cause::run_deadline);
    } else if (first) {
        state.run_deadline.emplace(state.executor, state.budget.ends_at(),
                                   [&state] { state.interrupt_all(interrupt_cause::run_deadline); });
    }
}

sending::~sending() {
    state_.under_way.remove(&interrupt_);
    if (state_.budget.leave(steady_clock::now())) {
        state_.run_deadline.reset();
    }
}

}  // namespace censusctl::http
