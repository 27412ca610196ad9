#pragma once
#include <string>
#include <string_view>

namespace censusctl::manifest {

/// A parser's complaint in words that help.
struct yaml_complaint {
    std::string message;
    std::string hint;  ///< may be empty
};

/// Says what yaml-cpp's error message means. An unknown message is shown as it is.
[[nodiscard]] yaml_complaint explain_complaint(std::string_view parser_message);

}  // namespace censusctl::manifest
