#pragma once
#include <vector>

#include "diff/compare.hpp"
#include "model/sync.hpp"
#include "validation/resolver.hpp"

namespace censusctl::plan {

/// Whether records are matched by a key of several columns, which the server keeps as a row of its own.
[[nodiscard]] bool has_compound_key(const model::live_sync& live);

/// Whether it changes by which field records are matched.
[[nodiscard]] bool is_of_key(const diff::field_change& change) noexcept;

/// Marks the declared syncs that state no primary identifier, and whose live one has a key that the server
/// made of several columns (census-api-today 4.3): no file can state such a key.
void mark_server_keys(std::vector<validation::resolved_sync>& declared,
                      const std::vector<model::live_sync>& live);

}  // namespace censusctl::plan
