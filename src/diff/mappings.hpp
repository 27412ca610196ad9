#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diff/compare.hpp"

/// Mappings: which of one side belongs to which of the other, and how two of them are compared.
namespace censusctl::diff {

/// How one attribute of a mapping is compared, apart from where it reads from.
struct mapping_attribute {
    model::attribute id;
    attribute_value (*raw)(const model::mapping& mapping);  ///< null where it is not stated
    /// Whether it means the same in two mappings. Makes no texts.
    bool (*same)(const model::mapping& desired, const model::mapping& live);
    /// What is compared: its default where it is not stated.
    std::string (*canonical)(const model::mapping& mapping);
    /// Whether it counts, as the desired mapping has it.
    bool (*compared)(const model::mapping& desired);
    /// Whether a new mapping would have it so by itself.
    bool (*is_default)(const model::mapping& mapping);
    /// One sentence.
    std::string_view (*rule)(const model::mapping& desired);
};

/// In the order of the API reference (POST /syncs, mapping attributes).
[[nodiscard]] std::span<const mapping_attribute> mapping_attributes();

/// Whether two mappings mean the same, their `to` aside. Makes no texts unless they are spelt differently.
[[nodiscard]] bool same_mapping(const model::mapping& desired, const model::mapping& live);

/// Whether two sources of mappings are the same column, constant or later variant.
[[nodiscard]] bool same_from(const model::mapping_source& desired, const model::mapping_source& live);

/// A stable text, equal exactly when `same_from`.
[[nodiscard]] std::string canonical_from(const model::mapping_source& from);

/// A stable text of a mapping, its `to` aside; equal exactly when `same_mapping`. One line for each attribute
/// that is not left to the workspace, and with `whole` one for each of those that are stated.
[[nodiscard]] std::string canonical_mapping(const model::mapping& mapping, bool whole);

/// Whether it is one that the server adds by itself, and that is neither compared nor sent: a compound key.
[[nodiscard]] bool is_added_key(const model::mapping& mapping) noexcept;

/// A constant's type in lower case.
[[nodiscard]] std::string canonical_type(const model::constant_source& constant);

/// A mapping of the files with the live one that writes the same field; either may be missing.
struct mapping_pair {
    const model::mapping* desired{nullptr};
    const model::mapping* live{nullptr};
    /// A live one to whose field the files map nothing.
    bool undeclared{false};
};

/// Whether two field names are the same field of this object.
[[nodiscard]] bool same_field(std::string_view left, std::string_view right,
                              const comparison_context& context) noexcept;

/// Each mapping of either side once: in the desired order, then those that only the live sync has, in live
/// order. Where several write the same field, equal ones are paired first, so nothing depends on order.
[[nodiscard]] std::vector<mapping_pair> pair_mappings(const std::vector<model::mapping>& desired,
                                                      const std::vector<model::mapping>& live,
                                                      const comparison_context& context);

}  // namespace censusctl::diff
