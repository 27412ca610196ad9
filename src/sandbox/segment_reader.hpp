#pragma once
#include <vector>

#include "sandbox/document.hpp"
#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// The `datasets` of a world document, each put at the source that it names.
void read_datasets(const node& document, std::vector<source>& sources);

/// The `segments` of a source's document with their cohorts. A segment and a cohort have the columns of the
/// dataset that they are taken from.
void read_segments(const node& stated, source& into);

}  // namespace censusctl::sandbox
