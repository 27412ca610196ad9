#pragma once
#include <vector>

#include "manifest/declaration.hpp"
#include "manifest/field_reader.hpp"

namespace censusctl::manifest {

/// Reads `source:`, in which the model or table is named by `model`, by `table`, or by `type` and `id`
/// (POST /syncs, source attributes). `complete` as in `mapping_owner`. If a sync and its defaults name it in
/// different ways, the sync's way counts.
[[nodiscard]] declared_source read_source(const layered_mapping::entry& source, bool complete,
                                          reading_problems& problems);

/// The keys that say what a source reads, in the order of the topmost layer with any of them, which counts.
[[nodiscard]] std::vector<yaml_node> ways_of(const layered_mapping& source);

/// A connection as it is named under `key`: a name, or a number, which is its id. Neither where it is wrong.
[[nodiscard]] located<model::connection_name> read_connection_name(std::string_view key, yaml_node stated,
                                                                   reading_problems& problems);

/// A connection: its name or label, or its numeric id.
[[nodiscard]] located<model::connection_name> read_connection(field_reader& fields,
                                                              reading_problems& problems);

}  // namespace censusctl::manifest
