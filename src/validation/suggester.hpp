#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "text/suggest.hpp"

namespace censusctl::validation {

/// Adds to problems what may have been meant, as long as `text::bounded_suggestions` has any.
class suggester {
public:
    /// Adds "did you mean" where some of `names` are like `wrong`. Where none is, says which there are: the
    /// first few, and `command`, which lists all of them; empty: none does, and nothing is said of the
    /// others. The result is what may have been meant.
    std::vector<std::string> add(diagnostics::diagnostic& problem, std::string_view wrong,
                                 const std::vector<std::string_view>& names, const std::string& command = {});

private:
    text::bounded_suggestions suggestions_;
};

/// "'a', 'b' and 3 more": the first `most` of them; empty: there are none.
[[nodiscard]] std::string quoted_list(const std::vector<std::string_view>& names, std::size_t most);

/// "censusctl list fields Braze user": each word as a shell takes it.
[[nodiscard]] std::string list_command(std::string_view what, const std::vector<std::string_view>& of = {});

}  // namespace censusctl::validation
