#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"

namespace censusctl::validation {

/// Adds "did you mean" to problems, up to a bound in names compared: nobody reads thousands of guesses, and a
/// file with a hundred thousand wrong names must not take minutes.
class suggester {
public:
    /// Adds a hint where one of `names` is like `wrong`, and the bound is not reached.
    void add(diagnostics::diagnostic& problem, std::string_view wrong,
             const std::vector<std::string_view>& names);

private:
    std::size_t compared_{0};
};

}  // namespace censusctl::validation
