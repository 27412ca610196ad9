#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "json/writer.hpp"

namespace censusctl::report {

/// A key and its number, null where there is none.
inline void optional_number(json::writer& out, std::string_view name,
                            const std::optional<std::int64_t>& number) {
    out.key(name);
    if (number) {
        out.value(*number);
    } else {
        out.value(nullptr);
    }
}

}  // namespace censusctl::report
