#pragma once
#include "diagnostics/diagnostic.hpp"
#include "manifest/declaration.hpp"
#include "model/capabilities.hpp"

namespace censusctl::validation {

/// attribute-unsupported, at each thing that a sync states and that this generation of the API cannot
/// express. Whether its kind of source is one that it can.
bool check_generation(const manifest::declared_sync& sync, const model::capabilities& can,
                      diagnostics::collector& problems);

}  // namespace censusctl::validation
