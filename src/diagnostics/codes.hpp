#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace censusctl::diagnostics {

/// How much a problem matters: an error stops the command (exit 3), a warning is shown, a note only explains.
enum class severity { error, warning, note };

/// "error", "warning" or "note".
[[nodiscard]] std::string_view to_string(severity level) noexcept;

/// Every problem that a manifest can have, one enumerator for each line of codes.def.
enum class code {
#define X(name, slug, level, title) name,
#include "diagnostics/codes.def"
#undef X
};

/// The public, permanent facts of one code.
struct code_info {
    code id;
    std::string_view slug;
    severity default_severity;
    std::string_view title;
};

/// How many codes there are; their enumerators are 0 … code_count-1.
inline constexpr std::size_t code_count = 0
// NOLINTNEXTLINE(bugprone-macro-parentheses): it is a term of a sum
#define X(name, slug, level, title) +1
#include "diagnostics/codes.def"
#undef X
    ;

/// The facts of a code.
[[nodiscard]] const code_info& info(code id) noexcept;

/// The group that a code belongs to, as lists of codes are headed: "YAML", "structure" … Codes of a group
/// follow each other.
[[nodiscard]] std::string_view group_of(code id) noexcept;

/// The code with this slug, if there is one.
[[nodiscard]] std::optional<code> find_code(std::string_view slug) noexcept;

/// Whether a diagnostic of this code must stay an error, because without what it speaks of there is nothing
/// to plan: a file that cannot be read, a name that means nothing, a live sync that cannot be told from
/// others.
[[nodiscard]] bool is_fixed(code id) noexcept;

/// Why rules and flags cannot give a code a level at all, and what to do instead: empty for those that can.
struct level_refusal {
    std::string_view reason;  ///< goes after the code: "'limit-exceeded' has no level to be changed"
    std::string_view hint;
};
[[nodiscard]] level_refusal why_no_level(code id, bool to_error) noexcept;

}  // namespace censusctl::diagnostics
