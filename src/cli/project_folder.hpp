#pragma once
#include <filesystem>

namespace censusctl::cli {

/// The folder of the project that a command begun in `start` works on: `start` itself, or the nearest folder
/// above it that holds a censusctl.yaml. The search goes no further than the repository's root (the innermost
/// folder with a
/// `.git`), nor into another file system; outside of a repository it takes only a file of this user, or of
/// the one who owns `start`, since anybody may put one into a folder that all share. Where nothing is found:
/// `start` as it was given. A folder that was found is named from the current folder, or absolute where
/// `start` is.
[[nodiscard]] std::filesystem::path find_project(const std::filesystem::path& start);

}  // namespace censusctl::cli
