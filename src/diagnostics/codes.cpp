#include "diagnostics/codes.hpp"

#include <algorithm>
#include <array>

namespace censusctl::diagnostics {
namespace {

constexpr std::array<code_info, code_count> all_codes{{
#define X(name, slug, level, title) {code::name, slug, severity::level, title},
#include "diagnostics/codes.def"
#undef X
}};

}  // namespace

std::string_view to_string(severity level) noexcept {
    switch (level) {
        case severity::error:
            return "error";
        case severity::warning:
            return "warning";
        case severity::note:
            return "note";
    }
    return "error";
}

const code_info& info(code id) noexcept {
    return all_codes[static_cast<std::size_t>(id)];
}

std::optional<code> find_code(std::string_view slug) noexcept {
    const auto* found = std::find_if(all_codes.begin(), all_codes.end(),
                                     [&](const code_info& candidate) { return candidate.slug == slug; });
    if (found == all_codes.end()) {
        return std::nullopt;
    }
    return found->id;
}

}  // namespace censusctl::diagnostics
