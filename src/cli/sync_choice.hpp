#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"

/// Lets somebody at a terminal choose from a numbered list.
namespace censusctl::cli {

/// What an answer means.
struct chosen_numbers {
    std::vector<std::size_t> numbers;   ///< from 1, ascending, each once
    std::optional<std::string> filter;  ///< in place of them: show only what has this in its name
    std::string problem;                ///< in place of them: why the answer is none, raw
};

/// Reads "1,3-5", "all" (those of `shown`), nothing, or else a filter: "/mail", or any other text. `shown`
/// are the numbers that are listed, `count` is the highest there is.
[[nodiscard]] chosen_numbers read_choice(std::string_view answer, const std::vector<std::size_t>& shown,
                                         std::size_t count);

/// Lists the names (raw) and asks until the answer is one: the indices chosen, ascending; none where nothing
/// is. The list goes to stderr.
[[nodiscard]] std::vector<std::size_t> choose(console& screen, const std::vector<std::string>& names);

}  // namespace censusctl::cli
