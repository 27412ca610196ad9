#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "manifest/text_edits.hpp"
#include "manifest/yaml_tree.hpp"

namespace censusctl::manifest {

/// A scalar that is to be another.
struct scalar_edit {
    diagnostics::span where;  ///< its place in the tree
    std::string written;      ///< the new one as YAML: see `yaml_scalar`
};

/// The bytes of a scalar on one line, without what belongs to it: anchor and tag.
struct scalar_extent {
    std::size_t from{0};
    std::size_t to{0};
    std::string refusal;  ///< why it cannot be changed for its own, raw; empty: it can
};

/// Where a scalar of a text's tree stands in the text.
[[nodiscard]] scalar_extent extent_of_scalar(const text_edits& in, yaml_node there);

/// The text of a YAML file with other scalars at these places, and all else byte for byte as it was. Where an
/// alias stands, the scalar takes its place. Refused are scalars that carry an anchor or tag, and those that
/// go over several lines. `read` is the text's tree.
[[nodiscard]] spliced_text splice_scalars(std::string_view text, const yaml_tree& read,
                                          const std::vector<scalar_edit>& edits);

/// Keys of a mapping and their scalars, as YAML.
using written_scalars = std::vector<std::pair<std::string, std::string>>;

/// The text with these keys of the mapping at `path` of the root ("workspace") so, and all else byte for
/// byte as it was. A key that is there gets another scalar; one that is not follows the last one (but for
/// `mappings`), or, in brackets, comes first; a mapping that is not there is made. Refused where the mapping
/// or a value cannot be changed for its own, or the root is no mapping.
[[nodiscard]] spliced_text splice_keys(std::string_view text, const yaml_tree& read,
                                       const std::vector<std::string>& path, const written_scalars& values);

}  // namespace censusctl::manifest
