#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "manifest/loader.hpp"
#include "plan/import.hpp"

/// Which files an import writes, and with what in them.
namespace censusctl::cli {

/// How the syncs of an import are spread over files.
enum class import_split { destination, source, sync, none };

/// A file that is to be written.
struct import_file {
    std::filesystem::path path;      ///< absolute, in normal form
    std::string text;                ///< the whole of it
    std::string before;              ///< what it holds now
    bool is_there{false};            ///< it is extended
    std::vector<std::size_t> syncs;  ///< indices into what is imported
};

/// The files for these syncs, in the order of their names. A file that is there gets further syncs after its
/// last one; where it has no place for them, a file of another name is taken. Reads those files, and throws
/// command_failure (1) for one that cannot be read. `project` is the project folder, `out` the folder of the
/// files.
[[nodiscard]] std::vector<import_file> import_files(const std::vector<plan::imported_sync>& syncs,
                                                    const plan::import_request& request, import_split split,
                                                    const std::filesystem::path& project,
                                                    const std::filesystem::path& out,
                                                    const manifest::project_choice& choice);

/// Those files as if they were there.
[[nodiscard]] manifest::file_overlay overlay_of(const std::vector<import_file>& files);

/// Writes them, each whole; where one cannot be written, all are as they were, and command_failure (1) is
/// thrown.
void write_import(const std::vector<import_file>& files, const std::filesystem::path& out);

}  // namespace censusctl::cli
