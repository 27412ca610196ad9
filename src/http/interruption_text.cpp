#include "http/interruption_text.hpp"

namespace censusctl::http {
namespace {

std::string_view not_yet(stage at) noexcept {
    switch (at) {
        case stage::resolve:
            return "before the name of the host was resolved";
        case stage::connect:
            return "before there was a connection";
        case stage::proxy:
            return "before the proxy opened the way";
        case stage::tls:
            return "before the TLS handshake was done";
        case stage::body:
        case stage::decode:
            return "before the reply was complete";
        case stage::first_byte:
            return "before a reply came";
        case stage::write:
        case stage::status:
        case stage::cancelled:
            break;
    }
    return "before the request was sent";
}

}  // namespace

std::string spell_out(std::chrono::milliseconds time) {
    constexpr std::chrono::milliseconds second{1000};
    if (time >= second && time % second == std::chrono::milliseconds{0}) {
        return std::to_string(time / second) + " s";
    }
    return std::to_string(time.count()) + " ms";
}

void explain_interruption(failure& problem, interrupt_cause cause, const client_options& options) {
    const std::string what{not_yet(problem.stage)};
    switch (cause) {
        case interrupt_cause::none:
            return;
        case interrupt_cause::attempt_deadline:
            problem.message = spell_out(options.attempt_timeout) + " passed " + what;
            problem.hint = "the server or the network is slow; run again later";
            return;
        case interrupt_cause::run_deadline:
            problem.message = "the time limit of " + spell_out(options.total_timeout) +
                              " for all requests was reached " + what;
            problem.hint = "--timeout sets the limit";
            return;
        case interrupt_cause::stopped:
            problem.message = "stopped " + what;
            problem.hint.clear();
            problem.stage = stage::cancelled;
            return;
    }
}

}  // namespace censusctl::http
