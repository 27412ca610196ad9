#pragma once
#include <optional>

#include "model/catalogue.hpp"

/// What a file calls a connection.
namespace censusctl::plan {

/// A source as a file is to name it: by its name, else its label, where that means this one alone, else by
/// its id. Absent: the workspace lists no such source.
[[nodiscard]] std::optional<model::connection_name> words_for_source(const model::catalogue& metadata,
                                                                     const model::connection_id& id);

/// The same for a destination that takes the syncs of this source.
[[nodiscard]] std::optional<model::connection_name> words_for_destination(const model::catalogue& metadata,
                                                                          const model::connection_id& id,
                                                                          const model::connection_id& source);

}  // namespace censusctl::plan
