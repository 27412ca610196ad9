#pragma once
#include <vector>
#include "sandbox/document.hpp"
#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// The `sources` of a world document with their models, tables, topics, segments and columns, and its
/// `datasets`, each at its source.
[[nodiscard]] std::vector<source> read_sources(const node& document);

}  // namespace censusctl::sandbox
