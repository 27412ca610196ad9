#pragma once
#include <span>
#include <string>
#include <string_view>

#include "diff/compare.hpp"

/// The attributes of a sync but for its mappings, as a table that every function of this station walks, so
/// that comparing, explaining and fingerprinting cannot disagree.
namespace censusctl::diff {

/// The canonical form of what is not compared.
inline constexpr std::string_view not_compared = "(not compared)";

/// How one attribute is compared: its canonical rule. All functions are pure.
struct sync_attribute {
    model::attribute id;
    /// Whether the two sides mean the same. Makes no texts unless they are spelt differently.
    bool (*same)(const model::sync_spec& desired, const model::sync_spec& live);
    /// As stated; null where it is not.
    attribute_value (*raw)(const model::sync_spec& spec);
    /// The form of `self` that is compared; equal on both sides exactly when `same`.
    std::string (*canonical)(const model::sync_spec& self, const model::sync_spec& desired,
                             const model::sync_spec& live);
    /// Whether the attribute counts at all between these two.
    bool (*compared)(const model::sync_spec& desired, const model::sync_spec& live);
    /// One sentence.
    std::string (*rule)(const model::sync_spec& desired, const model::sync_spec& live);
    /// Whether the server would fill it in by itself when the sync is created.
    bool (*left_out)(const model::sync_spec& desired);
};

/// Of every attribute of the table that is one value, in its order. The source's object and the mappings have
/// rules of their own, in `source_identity.hpp` and `mappings.hpp`.
[[nodiscard]] std::span<const sync_attribute> attributes();

/// Null for an empty text, which is the API's null.
[[nodiscard]] attribute_value text_or_null(const std::string& text);

/// Whether the server adds mappings of its own to this sync.
[[nodiscard]] bool syncs_all_properties(const model::sync_spec& spec) noexcept;

}  // namespace censusctl::diff
