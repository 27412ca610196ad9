#pragma once
#include "diff/attribute_value.hpp"
#include "model/catalogue.hpp"

namespace censusctl::report {

/// A value as people are shown it: the id of a connection with its name before it, "Warehouse (4)", where the
/// metadata knows it; any other value as it is. Raw.
[[nodiscard]] diff::attribute_value named_value(const diff::attribute_path& path,
                                                const diff::attribute_value& value,
                                                const model::catalogue& metadata);

}  // namespace censusctl::report
