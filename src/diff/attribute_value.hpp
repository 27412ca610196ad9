#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "model/attribute.hpp"
#include "model/sync.hpp"

/// What a change is made of: where in a sync it is, and values as what they are. Texts for people are made
/// from them in `report`; the form in which documents hold them is here, since it is part of a plan's
/// fingerprint.
namespace censusctl::diff {

/// Where in a sync a value stands.
struct attribute_path {
    model::attribute id{model::attribute::label};
    /// Of a mapping's attribute: the field that the mapping writes. Of the source's object: the word of its
    /// kind, "model"; empty where it is not known. Of others empty.
    std::string part;
    friend bool operator==(const attribute_path&, const attribute_path&) = default;
};

/// As documents and messages write it: `schedule.hour`, `source.model`, `mappings[<to>].from`.
[[nodiscard]] std::string to_string(const attribute_path& path);

/// "mappings[<to>]" of a mapping's attribute.
[[nodiscard]] std::string mapping_text(std::string_view to);

/// The opposite of `to_string`, for saved plans. A text that it never writes is a path of `label` with that
/// text as its part.
[[nodiscard]] attribute_path path_from(std::string_view text);

/// A value of one attribute: null, boolean, integer, text, or what a mapping reads from.
using attribute_value = std::variant<std::nullptr_t, bool, std::int64_t, std::string, model::mapping_source>;

/// A value as documents hold it.
using document_value = std::variant<std::nullptr_t, bool, std::int64_t, std::string>;

/// A column is its bare name, a constant "constant 'v' (text)", a template "liquid '…'", and so on; a source
/// of a kind that is not known is its JSON. A column whose name could be taken for another of these is
/// "column 'NAME'".
[[nodiscard]] document_value in_document(const attribute_value& value);

/// What a mapping reads from, as documents write it.
[[nodiscard]] std::string document_text(const model::mapping_source& from);

/// Whether there is no value.
[[nodiscard]] bool is_null(const attribute_value& value) noexcept;

}  // namespace censusctl::diff
