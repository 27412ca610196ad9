#pragma once
#include "sandbox/document.hpp"
#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// One of the `objects` of a destination in a world document, with its fields.
[[nodiscard]] destination_object read_object(const node& stated);

/// The operations that an object takes where its world does not state them: what the key flags of its fields
/// allow, and all five where no fields are listed.
[[nodiscard]] std::vector<std::string> derived_operations(const std::vector<field>& fields);

}  // namespace censusctl::sandbox
