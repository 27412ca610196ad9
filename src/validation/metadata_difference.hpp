#pragma once
#include <string>
#include <vector>

#include "model/catalogue.hpp"

namespace censusctl::validation {

/// One fact of the metadata that is another than it was.
struct metadata_change {
    enum class kind { added, removed, changed };
    kind what{kind::changed};
    std::string entity;     ///< "field 'email' of object 'user' of destination 'Braze'"; raw text
    std::string attribute;  ///< changed: "type"
    std::string before;     ///< changed: as text
    std::string after;
};

/// "added", "removed", "changed".
[[nodiscard]] std::string_view to_string(metadata_change::kind what) noexcept;

/// What has changed from `before` to `after`, in a stable order: connections, then what is in them. What was
/// added or removed is said of the whole and not of its parts. Neither need be sorted.
[[nodiscard]] std::vector<metadata_change> metadata_difference(const model::catalogue& before,
                                                               const model::catalogue& after);

}  // namespace censusctl::validation
