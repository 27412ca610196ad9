#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "diagnostics/diagnostic.hpp"
#include "manifest/yaml_tree.hpp"

namespace censusctl::manifest {

/// What is read at most; beyond is `yaml-limit`. They keep memory under about half a gigabyte whatever the
/// file holds, and leave room for ten thousand syncs in one file.
namespace limits {
inline constexpr std::size_t file_bytes = std::size_t{64} << 20U;
inline constexpr std::size_t lines = 5'000'000;
inline constexpr std::size_t nodes = 5'000'000;
/// Brackets, braces, commas and colons: the parser holds as many tokens at once.
inline constexpr std::size_t indicators = 4'000'000;
/// Lists and mappings within each other.
inline constexpr std::size_t depth = 64;
/// Nodes that aliases repeat: so many, or four times those written, whichever is more.
inline constexpr std::size_t repeated_nodes = 100'000;
}  // namespace limits

/// Reads the only document of a YAML 1.2 (or JSON) file. `text` is the whole file, with or without a byte
/// order mark, and is not needed afterwards; `file` is its index in the source map. Columns count after the
/// mark.
///
/// Nothing is thrown for bad input: each problem is a located diagnostic. Absent if the file could not be
/// read to its end; a tree may come with problems too (a key that is given twice: the first is kept). Beyond
/// what the parser refuses, these are refused: text that is not clean UTF-8, a second document, text after
/// the document's value, duplicate keys, keys that are not scalars, merge keys (<<) of what is no mapping,
/// directives, tags other than the core ones, tabs as indentation, quotes that are not closed, aliases of
/// what they stand in, and all that is beyond `limits`. An empty file is a null.
[[nodiscard]] std::optional<yaml_tree> read_yaml(std::string_view text, std::uint32_t file,
                                                 diagnostics::collector& problems);

/// Whether a file keeps to the limits of size and lines and is clean text; reports what is wrong. `read_yaml`
/// asks this itself.
[[nodiscard]] bool check_text(std::string_view text, std::uint32_t file, diagnostics::collector& problems);

}  // namespace censusctl::manifest
