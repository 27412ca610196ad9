#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "cli/completion.hpp"

namespace censusctl::cli {

/// The names that the files of the project in `folder` give, sorted, each once: keys of its manifests' syncs,
/// the connections that these and the lock name, the environments of its project file. Reads files and
/// nothing else; what cannot be read gives no names, and of manifests not more than a few MiB are read, so
/// that it takes no time that somebody at a terminal would notice. A name that begins with '-' would be taken
/// for an option, and is left out.
[[nodiscard]] std::vector<std::string> known_names(const std::filesystem::path& folder, known_name kind);

}  // namespace censusctl::cli
