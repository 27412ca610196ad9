#pragma once
#include <string>

namespace censusctl::report {

/// The JSON Schema (draft-07) of manifests, made from the table of attributes. schemas/manifest.schema.json
/// is its text, and a test holds it to that.
[[nodiscard]] std::string manifest_schema();

/// The README's table of attributes, in Markdown: key, what it is, default.
[[nodiscard]] std::string attribute_table();

}  // namespace censusctl::report
