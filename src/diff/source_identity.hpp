#pragma once
#include <string>

#include "diff/attribute_value.hpp"
#include "model/sync.hpp"

/// When two sources are the same model or table although they are spelt differently. The server adds an id to
/// a table that was given by its three names, and the names to one given by its id; a model keeps its id when
/// it is renamed.
namespace censusctl::diff {

/// Whether both connections are known and the same, or at least one is not known (a reply may leave it out).
[[nodiscard]] bool same_source_connection(const model::data_source& left,
                                          const model::data_source& right) noexcept;

/// Whether both are the same model or table, judged by type, then by id where both have one, else by name.
/// Tables of one connection with the same three names are the same whatever their ids.
[[nodiscard]] bool same_source_object(const model::data_source& left,
                                      const model::data_source& right) noexcept;

/// What `self` is compared by when it is compared with `other`: "model id 15", "table C.S.T". Equal texts
/// exactly when the two are the same; with itself as `other` it is the stable form.
[[nodiscard]] std::string canonical_source_object(const model::data_source& self,
                                                  const model::data_source& other);

/// How a model or table is shown: "braze_test", "C.S.T", "id 15". `with_id` adds the id to a name, for two of
/// the same name.
[[nodiscard]] std::string shown_source_object(const model::data_source& source, bool with_id);

/// Where a model or table stands: its part is the word of its kind.
[[nodiscard]] attribute_path source_object_path(const model::data_source& source);

/// A model or table as it is shown; null where nothing says which it is.
[[nodiscard]] attribute_value object_or_null(const model::data_source& source, bool with_id = false);

}  // namespace censusctl::diff
