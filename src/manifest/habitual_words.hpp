#pragma once
#include <span>
#include <string_view>

namespace censusctl::manifest {

/// The word that people mean who write one of another tool's, or of everyday speech: `name` for `label`,
/// `primary_key` for `is_primary_identifier`, `create` for `insert`. Empty: none that is in `known`.
[[nodiscard]] std::string_view meant_by(std::string_view wrong, std::span<const std::string_view> known);

}  // namespace censusctl::manifest
