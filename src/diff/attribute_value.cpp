#include "diff/attribute_value.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

#include "model/attributes.hpp"

namespace censusctl::diff {
namespace {

using model::attribute;

constexpr std::string_view mapping_start = "mappings[";

/// How each kind of source but a plain column begins in a document.
constexpr std::array<std::string_view, 8> starts{
    "constant '",           "column '",       "liquid '", "sync metadata '",
    "segment membership '", "compound key (", "{",        "["};

/// The attribute of a path's text, among those of a mapping or the others.
attribute_path named(std::string_view text, bool of_mapping) {
    for (std::size_t at = 0; at < model::attribute_count; ++at) {
        const auto id = static_cast<attribute>(at);
        if (!model::is_value(id) && model::is_of_mapping(id) == of_mapping && model::path_of(id) == text) {
            return {id, {}};
        }
    }
    return {attribute::label, std::string(text)};
}

}  // namespace

std::string mapping_text(std::string_view to) {
    return std::string(mapping_start).append(to).append("]");
}

std::string to_string(const attribute_path& path) {
    if (model::is_of_mapping(path.id)) {
        return mapping_text(path.part).append(".").append(model::path_of(path.id));
    }
    if (path.id == attribute::source_object && !path.part.empty()) {
        return "source." + path.part;
    }
    return std::string(path.id == attribute::label && !path.part.empty() ? std::string_view(path.part)
                                                                         : model::path_of(path.id));
}

attribute_path path_from(std::string_view text) {
    constexpr std::string_view source_start = "source.";
    if (text.starts_with(mapping_start)) {
        // A field's name may itself hold brackets; an attribute's never does.
        const std::size_t end = text.rfind("].");
        if (end != std::string_view::npos && end >= mapping_start.size()) {
            attribute_path path = named(text.substr(end + 2), true);
            if (path.id != attribute::label) {
                path.part = text.substr(mapping_start.size(), end - mapping_start.size());
                return path;
            }
        }
        return {attribute::label, std::string(text)};
    }
    attribute_path path = named(text, false);
    if (path.id == attribute::label && text.starts_with(source_start)) {
        return {attribute::source_object, std::string(text.substr(source_start.size()))};
    }
    return path;
}

document_value in_document(const attribute_value& value) {
    return std::visit(
        [](const auto& held) -> document_value {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, model::mapping_source>) {
                return document_text(held);
            } else {
                return held;
            }
        },
        value);
}

std::string document_text(const model::mapping_source& from) {
    if (const auto* column = std::get_if<model::column_source>(&from)) {
        const bool is_plain = std::none_of(starts.begin(), starts.end(), [&](std::string_view start) {
            return column->name.starts_with(start);
        });
        return is_plain ? column->name : "column '" + column->name + "'";
    }
    if (const auto* constant = std::get_if<model::constant_source>(&from)) {
        return "constant '" + constant->value + "' (" + constant->type + ")";
    }
    if (const auto* liquid = std::get_if<model::liquid_source>(&from)) {
        return "liquid '" + liquid->text + "'";
    }
    if (const auto* fact = std::get_if<model::metadata_source>(&from)) {
        return "sync metadata '" + fact->key + "'";
    }
    if (const auto* segments = std::get_if<model::membership_source>(&from)) {
        return "segment membership '" + segments->identify_by + "'";
    }
    if (const auto* key = std::get_if<model::compound_key_source>(&from)) {
        std::string columns;
        for (const std::string& column : key->columns) {
            columns.append(columns.empty() ? "" : ", ").append(column);
        }
        return "compound key (" + columns + ")";
    }
    return std::get<model::opaque_source>(from).json;
}

bool is_null(const attribute_value& value) noexcept {
    return std::holds_alternative<std::nullptr_t>(value);
}

}  // namespace censusctl::diff
