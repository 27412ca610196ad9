#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace censusctl::text {

/// Damerau-Levenshtein distance (restricted: adjacent transposition counts one) over code points.
[[nodiscard]] std::size_t edit_distance(std::string_view left, std::string_view right);

/// The candidates that `wrong` most likely meant, best first, at most three, never nonsense: equal but for
/// case, separators (`_`, `-`, space, `.`) or a plural s; if there is none, those within max(1, length/3)
/// edits, nearest first. Ties are by candidate order. A name of one or two characters is matched only by the
/// first kind.
[[nodiscard]] std::vector<std::string> suggest(std::string_view wrong,
                                               const std::vector<std::string_view>& candidates);

/// "did you mean 'a'?", "did you mean 'a' or 'b'?", or empty when there are none.
[[nodiscard]] std::string did_you_mean(const std::vector<std::string>& names);

/// The same of what `suggest` finds: "did you mean 'a'?", "did you mean 'a' or 'b'?", or empty when there is
/// no suggestion.
[[nodiscard]] std::string did_you_mean(std::string_view wrong,
                                       const std::vector<std::string_view>& candidates);

/// Suggests up to a bound in what is compared: nobody reads thousands of guesses, and a file with a hundred
/// thousand wrong names must not take minutes.
class bounded_suggestions {
public:
    /// As `suggest`; empty beyond the bound.
    [[nodiscard]] std::vector<std::string> suggest(std::string_view wrong,
                                                   const std::vector<std::string_view>& candidates);

    /// Whether the bound is reached.
    [[nodiscard]] bool spent() const noexcept;
    /// What the comparisons took so far: the products of the lengths of the names, in bytes.
    [[nodiscard]] std::size_t work() const noexcept { return work_; }

private:
    std::size_t work_{0};
};

}  // namespace censusctl::text
