#pragma once
#include <string_view>

#include "sandbox/document.hpp"
#include "sandbox/world_settings.hpp"

namespace censusctl::sandbox {

/// Reads the `settings` of a world document into `into`. Throws `document_error`.
void read_settings(const node& stated, world_settings& into);

/// One of them as `--set` has it: "run_duration=10", "segment_place=inside". Throws input_error that
/// quotes it and says what is wrong.
void set_setting(std::string_view text, world_settings& into);

}  // namespace censusctl::sandbox
