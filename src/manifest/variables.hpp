#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Variables in the texts of manifests: `${prefix}`. Nothing is executed, and a value is never looked at
/// again.
namespace censusctl::manifest {

/// Values by name.
using variable_values = std::map<std::string, std::string, std::less<>>;

/// Whether a variable may have this name: a letter or `_`, then letters, digits and `_`.
[[nodiscard]] bool is_variable_name(std::string_view name) noexcept;

/// What is wrong with a `${` of a text.
struct variable_fault {
    std::string written;  ///< "${prefx}", or what stands there in place of a name
    std::string name;     ///< of a variable that there is not; empty: no name stands there
    std::size_t at{0};    ///< where in the text it begins, in bytes
};

/// A text with the values in it.
struct filled_text {
    std::string text;
    std::vector<std::string> used;       ///< names of variables that there are, as often as they stand there
    std::vector<variable_fault> faults;  ///< the first thousand
    bool whole{true};                    ///< false: it became longer than it may, and the rest is missing
};

/// Puts values in place of `${NAME}`, and `${` in place of `$${`. What is at fault stays as it is. `most`:
/// bytes that are made at most, give or take one value, since a short text can ask for a long value often.
/// Takes time by the length of what is read and made.
[[nodiscard]] filled_text fill(std::string_view text, const variable_values& values, std::size_t most);

/// A text that `fill` gives back as `literal`, whatever variables there are.
[[nodiscard]] std::string without_variables(std::string_view literal);

}  // namespace censusctl::manifest
