#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace censusctl::manifest {

/// A file's bytes, or why there are none.
struct file_text {
    std::optional<std::string> bytes;
    bool too_large{false};
    std::string failure;  ///< "Permission denied", "not a regular file"
};

/// The path by which a caller means standard input. One that a file of the project names has its folder
/// before it, and is never this.
inline constexpr const char* standard_input = "-";

/// Reads a regular file, or standard input, of at most `limits::file_bytes`. Never waits but for standard
/// input: a pipe or device is not opened to be read. Nothing is read of what a path of the repository leads
/// to outside of it (text/repository_files.hpp).
[[nodiscard]] file_text read_file(const std::filesystem::path& path);

}  // namespace censusctl::manifest
