#pragma once
#include "http/client.hpp"
#include "http/interruption.hpp"

namespace censusctl::http {

/// Rewrites what a failure says where it failed because it was interrupted: which limit was reached, or that
/// it was stopped, and what had not yet happened. A stop also makes the stage `cancelled`; otherwise stage
/// and sent state stay. Does nothing if the cause is none.
void explain_interruption(failure& problem, interrupt_cause cause, const client_options& options);

/// "30 s", "1500 ms".
[[nodiscard]] std::string spell_out(std::chrono::milliseconds time);

}  // namespace censusctl::http
