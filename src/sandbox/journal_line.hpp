#pragma once
#include <string>

#include "sandbox/document.hpp"
#include "sandbox/world.hpp"

/// The lines of a state file, each a JSON text of what has changed.
namespace censusctl::sandbox {

/// A sync that was made or changed at `now`.
[[nodiscard]] std::string sync_line(const sync_record& record, instant now);
/// Reads that back; also the form that kept a sync as the text that 2021 shows.
[[nodiscard]] sync_record read_sync_line(const node& line, const world& metadata);

[[nodiscard]] std::string run_line(const run_record& run);
[[nodiscard]] run_record read_run_line(const node& line);

}  // namespace censusctl::sandbox
