#pragma once
#include <vector>
#include "sandbox/document.hpp"
#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// The `destinations` of a world document with their objects and fields.
[[nodiscard]] std::vector<destination> read_destinations(const node& document);

/// The `activations` of a world document; where it states none, one for each pair of a source and a
/// destination. Throws `document_error` for one that couples what is not there.
[[nodiscard]] std::vector<activation> read_activations(const node& document, const world& connections);

}  // namespace censusctl::sandbox
