#pragma once
#include <span>
#include <string_view>

#include "diagnostics/codes.hpp"

/// The long text of each code, for `censusctl explain CODE`.
namespace censusctl::diagnostics {

/// What a code means and why it matters, with an example. `wrong` and `right` are keys of one sync, or, where
/// they begin with `version:`, whole files; lines without indent, no line end at the end. Both are empty
/// where no text of a file shows it.
struct explanation {
    code id;
    std::string_view text;
    std::string_view wrong;
    std::string_view right;
};

/// The explanation of a code; each has one.
[[nodiscard]] const explanation& explain(code id) noexcept;

/// The explanations of files and their structure, of metadata, and of plans: the parts of the whole.
[[nodiscard]] std::span<const explanation> file_explanations() noexcept;
[[nodiscard]] std::span<const explanation> metadata_explanations() noexcept;
[[nodiscard]] std::span<const explanation> plan_explanations() noexcept;

}  // namespace censusctl::diagnostics
