#pragma once
#include <filesystem>

#include "diagnostics/source_map.hpp"

namespace censusctl::cli {

/// Tells the source map where in the repository of the project folder the files lie that it has by now, and
/// that later ones lie in the project folder. With all links resolved, as Git has nothing behind a link: the
/// folder may be reached by one, and so may each file. Without a repository, nothing is told.
void tell_repository_places(const std::filesystem::path& project, diagnostics::source_map& sources);

}  // namespace censusctl::cli
