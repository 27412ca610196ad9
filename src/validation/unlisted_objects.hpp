#pragma once
#include "model/catalogue.hpp"

namespace censusctl::validation {

/// Whether an object may be there although the destination does not list it: its objects were not read, or
/// they are files, of which a sync makes a new one (census-api-today 4.2, 6.4).
[[nodiscard]] inline bool may_be_unlisted(const model::destination_connection& destination) noexcept {
    return !destination.objects_fetched || destination.is_file_system;
}

}  // namespace censusctl::validation
