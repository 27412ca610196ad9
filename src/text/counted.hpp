#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace censusctl::text {

/// "1 sync", "2 syncs", "0 syncs". `many` is the plural where it is not the singular and an s: "1 sync is",
/// "2 syncs are".
[[nodiscard]] inline std::string counted(std::size_t count, std::string_view singular,
                                         std::string_view many = {}) {
    std::string text = std::to_string(count);
    text.append(" ").append(count == 1 || many.empty() ? singular : many);
    if (count != 1 && many.empty()) {
        text += 's';
    }
    return text;
}

}  // namespace censusctl::text
