#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "manifest/reading_problems.hpp"
#include "manifest/yaml_tree.hpp"

/// Single values read as the type that the file format gives them. `name` is the key, for messages. Each
/// returns nothing after reporting why: `type-mismatch` for a wrong YAML type, `value-invalid` otherwise.
namespace censusctl::manifest {

/// A value as messages show it: "the number 12", "a list".
[[nodiscard]] std::string description_of(yaml_node node);

/// Reports that a value has the wrong type: "'name' must be EXPECTED, not ...".
diagnostics::diagnostic& report_type(std::string_view name, yaml_node node, std::string_view expected,
                                     reading_problems& problems);

/// A text that is not empty. A plain number, true or null must be quoted to be one.
[[nodiscard]] std::optional<std::string> read_text(std::string_view name, yaml_node node,
                                                   reading_problems& problems);

/// true or false, unquoted.
[[nodiscard]] std::optional<bool> read_flag(std::string_view name, yaml_node node,
                                            reading_problems& problems);

/// A whole number in decimal digits, without zeros before it.
[[nodiscard]] std::optional<std::int64_t> read_integer(std::string_view name, yaml_node node,
                                                       reading_problems& problems);

/// An id of the API: a whole number above 0.
[[nodiscard]] std::optional<std::int64_t> read_id(std::string_view name, yaml_node node,
                                                  reading_problems& problems);

/// One of a closed list of words.
[[nodiscard]] std::optional<std::string> read_word(std::string_view name, yaml_node node,
                                                   std::span<const std::string_view> allowed,
                                                   reading_problems& problems);

/// "a, b, c"
[[nodiscard]] std::string enumeration(std::span<const std::string_view> words);

}  // namespace censusctl::manifest
