#pragma once
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "manifest/file_text.hpp"
#include "manifest/yaml_tree.hpp"

namespace censusctl::manifest {

/// A file as far as it can be read without knowing what others say.
struct parsed_file {
    file_text file;  ///< without its bytes, which are `text` by now
    bool read{false};
    std::string text;  ///< without a byte order mark
    std::optional<yaml_tree> tree;
    diagnostics::collector problems;  ///< of the tree
};

/// Reads and parses a file; `index` is the one that it is to have in the source map.
[[nodiscard]] parsed_file parse_file(const std::filesystem::path& path, std::uint32_t index);

/// How many threads pay for so many files on this machine.
[[nodiscard]] std::size_t threads_for(std::size_t files) noexcept;

/// Reads and parses files on threads of its own, some files ahead of who takes them, in their order. What one
/// of them throws is thrown where its file is taken. With one thread or none, or where none can be made, it
/// does all when it is asked.
class files_ahead {
public:
    /// The file at `i` is parsed for the index `first_index + i`.
    files_ahead(std::vector<std::filesystem::path> paths, std::uint32_t first_index, std::size_t threads);
    /// Waits for what is being parsed; begins nothing more.
    ~files_ahead();
    files_ahead(const files_ahead&) = delete;
    files_ahead& operator=(const files_ahead&) = delete;

    /// The next file; `index`: which one it is to have by now. Where an earlier file could not be read, that
    /// is another than was foreseen, and it is parsed anew.
    [[nodiscard]] parsed_file take(std::uint32_t index);

private:
    struct slot {
        std::optional<parsed_file> parsed;
        std::exception_ptr failure;
    };
    void work();

    std::vector<std::filesystem::path> paths_;
    std::uint32_t first_index_;
    std::size_t ahead_;  ///< how many files may wait to be taken
    std::mutex mutex_;
    std::condition_variable done_;  ///< a file is parsed
    std::condition_variable room_;  ///< one was taken, or nothing more is wanted
    std::vector<slot> slots_;
    std::size_t begun_{0};
    std::size_t taken_{0};
    bool stopped_{false};
    std::vector<std::thread> threads_;
};

}  // namespace censusctl::manifest
