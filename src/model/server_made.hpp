#pragma once
#include "model/sync.hpp"

namespace censusctl::model {

/// Whether under sync_all_properties the server makes this row by itself: a column into the field of its
/// name, with nothing more said of it.
[[nodiscard]] bool is_server_made(const mapping& row);

/// Whether it reads from a kind of source that is not known, so that no file can name it as it is; never a
/// key, of which there is one.
[[nodiscard]] bool is_of_unknown_kind(const mapping& row) noexcept;

/// Whether a row that no file names is one that a person gave a sync which takes all properties, beside those
/// that the server makes.
[[nodiscard]] bool is_added_by_hand(const mapping& row);

}  // namespace censusctl::model
