#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace censusctl::model {

/// What is wrong at which bytes of a Liquid template, and what may help.
struct liquid_problem {
    std::size_t offset{0};
    std::size_t length{0};
    std::string message;
    std::string hint;  ///< empty: none
};

/// A column that a template names: `record['NAME']`, `record["NAME"]` or `record.NAME`.
struct liquid_column {
    std::string name;
    std::size_t offset{0};  ///< of the name, in bytes
    std::size_t length{0};
};

/// What can be told of a template without rendering it.
struct liquid_findings {
    std::vector<liquid_problem> problems;  ///< in the order of the text
    std::vector<liquid_column> columns;    ///< every use, in the order of the text
};

/// Checks that the tags of a mapping's `liquid_template` (POST /syncs, `from`) are closed and its blocks
/// balanced, and lists the columns that it names. A column that is computed (`record[key]`) is not listed,
/// nor what stands within `raw` and `comment`. Never fails.
[[nodiscard]] liquid_findings check_liquid(std::string_view text);

}  // namespace censusctl::model
