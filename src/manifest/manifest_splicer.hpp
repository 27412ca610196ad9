#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "manifest/text_edits.hpp"
#include "manifest/yaml_tree.hpp"
#include "manifest/yaml_writer.hpp"

namespace censusctl::manifest {

/// What is to be changed of one sync of a file.
struct splice {
    std::string sync;            ///< its key
    yaml_value declared;         ///< what it is to be: the values under its key
    std::set<std::string> keys;  ///< which of them are to be as `declared` has them; absent there: taken away
    std::set<std::string>
        fields;  ///< of `mappings`, where that is one of them: the `to` of those that differ
    /// Which keys differ within a key's value ("schedule"), or within the mapping that writes a field
    /// ("mappings[email]"): where it can be, these alone are changed, and comments among the others stay.
    std::map<std::string, std::set<std::string>> within{};
};

/// The text of a manifest with those values in place of the old ones, and all else byte for byte as it was:
/// comments, order, quotes and layout. A key that the sync does not state itself, such as one of `defaults`,
/// is stated on it. Refused are syncs in brackets, and values that carry an anchor. `read` is the text's
/// tree.
[[nodiscard]] spliced_text splice_sync(std::string_view text, const yaml_tree& read, const splice& edit);

/// The same without the sync. Refused where it is the only one of its file.
[[nodiscard]] spliced_text splice_sync_out(std::string_view text, const yaml_tree& read,
                                           std::string_view sync);

}  // namespace censusctl::manifest
