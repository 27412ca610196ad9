#pragma once
#include <string_view>

namespace censusctl::report {

/// The text of schemas/manifest.schema.json, put into the program by the build.
[[nodiscard]] std::string_view manifest_schema() noexcept;

}  // namespace censusctl::report
