#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/sync_writer.hpp"
#include "manifest/yaml_tree.hpp"

namespace censusctl::manifest {

/// A whole manifest: the editor's schema line, `version`, what every one of several syncs states alike under
/// `defaults`, and the syncs in this order. `schema`: where the schema is, as seen from the file; empty: no
/// such line. `stated_below`: the keys of the project's own defaults.
[[nodiscard]] std::string manifest_text(const std::vector<written_sync>& syncs, std::string_view schema,
                                        const std::set<std::string>& stated_below);

/// The text of a manifest that is there, with further syncs after its last one and all else byte for byte as
/// it was; `read` is its tree. Absent where its syncs are in brackets, or are none: there is no place to put
/// others. `stated_below` are the keys of the project's defaults; those of the file are added here.
[[nodiscard]] std::optional<std::string> extended_text(std::string_view text, const yaml_tree& read,
                                                       const std::vector<written_sync>& syncs,
                                                       std::set<std::string> stated_below);

/// The keys of a file's `defaults`.
[[nodiscard]] std::set<std::string> default_keys_of(yaml_node root);

}  // namespace censusctl::manifest
