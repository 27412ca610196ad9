#pragma once
#include "plan/run_health.hpp"
#include "report/html_writer.hpp"

namespace censusctl::report {

/// The newest runs of a sync as a small picture, oldest first: a bar up for one that succeeded, as high as it
/// processed records among these; a bar down for one that failed; a frame for one under way, canceled or
/// skipped. Its text says the same in words.
void write_run_chart(html_writer& out, const plan::run_health& runs);

}  // namespace censusctl::report
