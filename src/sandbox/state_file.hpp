#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "sandbox/workspace.hpp"

namespace censusctl::sandbox {

/// Where a workspace is kept between processes: a file of lines, each a JSON text. The first names the world
/// that it belongs to; each further one is something that was added, or the clock. A line is written with one
/// system call before the request that caused it is answered, so that a killed process loses nothing that it
/// promised; a last line that a power failure has torn is dropped. The file is reduced (written anew beside
/// itself, synced and renamed) when it holds many clock lines.
///
/// One process at a time: a lock is held on a file of the same name with ".lock" behind it.
class state_file {
public:
    virtual ~state_file() = default;
    /// Writes the clock and syncs the file to the disk.
    virtual void close() = 0;
};

/// Opens or makes the file, restores what it holds into `space`, and from then on receives its additions.
/// Throws input_error with a message for the user: another process has it, it cannot be read or
/// written, it is not such a file, or it belongs to another world.
[[nodiscard]] std::unique_ptr<state_file> open_state(const std::filesystem::path& path, workspace& space);

}  // namespace censusctl::sandbox
