#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "diff/attribute_value.hpp"

/// Values that are lists stand in documents as one text each. Here such a text is taken apart again, so that
/// people are shown one item a line, also of a plan that was saved.
namespace censusctl::diff {

/// Whether the value at a path is a list: alerts, the settings of a destination, the order of mappings.
[[nodiscard]] bool is_list(const attribute_path& path) noexcept;

/// The items of the value of a list, as they are told; of `null` and of "none" none.
[[nodiscard]] std::vector<std::string> items_of(const attribute_path& path, const attribute_value& value);

/// The items of both sides of a difference, such that equal lines are what stays as it is.
struct item_lists {
    std::vector<std::string> before;
    std::vector<std::string> after;
};

/// What the order of a list, an unstated default, or a setting that a file does not speak of would make
/// look like a difference, and is none (section 5), is the same on both sides.
[[nodiscard]] item_lists compared_items(const attribute_path& path, const attribute_value& before,
                                        const attribute_value& after);

}  // namespace censusctl::diff
