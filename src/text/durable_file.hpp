#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

/// Files that must not be lost or seen half written.
namespace censusctl::text {

/// A file or folder cannot be written or made: "'PATH' cannot be written: No space left on device". The path
/// in it is raw.
class file_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Writes a whole file in one step: beside itself, synced to the disk, then renamed, so that a reader sees
/// the old bytes or the new ones. A new file is for its owner only where `is_private`, else as the umask
/// says. What is no regular file (a pipe, /dev/stdout) is written to as it is, but for one in the repository,
/// for which nothing is waited. Throws file_error. Nothing is written outside of the repository under a name
/// in it (text/repository_files.hpp).
void write_file(const std::filesystem::path& path, std::string_view bytes, bool is_private = false);

/// A file of records that only grows. Each append is one system call, so that a process that is killed leaves
/// whole records; `sync` makes them outlast a power failure. The file is locked for as long as it is held:
/// nobody else can hold it. Throws as `write_file`.
class record_file {
public:
    /// Makes a new file, which must not be there yet, for its owner only; its name in the folder is synced
    /// too.
    explicit record_file(std::filesystem::path path);
    record_file(const record_file&) = delete;
    record_file& operator=(const record_file&) = delete;
    ~record_file();

    void append(std::string_view bytes);
    void sync();
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
    int descriptor_{-1};
};

/// A lock that one process at a time can hold, on a file that stays.
class file_lock {
public:
    /// Throws as `write_file` where the file cannot be made.
    explicit file_lock(const std::filesystem::path& path);
    file_lock(const file_lock&) = delete;
    file_lock& operator=(const file_lock&) = delete;
    ~file_lock();

    /// Whether this process has it; false while another one does.
    [[nodiscard]] bool held() const noexcept { return held_; }

private:
    int descriptor_{-1};
    bool held_{false};
};

/// Whether a record file is held by a process that lives. False where it cannot be opened.
[[nodiscard]] bool is_held(const std::filesystem::path& path);

}  // namespace censusctl::text
