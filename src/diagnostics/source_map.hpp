#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace censusctl::diagnostics {

/// The files that were read, so that a `span` can be shown as `path:line:column` with its source line.
/// Paths are as they are to be shown: relative to the project folder where they lie in it. Grows only;
/// references stay.
class source_map {
public:
    /// Takes a file's text and returns its index, which a `span` carries as `file`. Indices count from 0 in
    /// the order of reading.
    std::uint32_t add(std::string path, std::string text);

    [[nodiscard]] const std::string& path(std::uint32_t file) const;

    /// Says where the project folder lies in its repository, as a relative path; empty: it is the
    /// repository's root, or there is none.
    void lies_in(std::string folder) { folder_ = std::move(folder); }

    /// Says where a file lies in the repository, which its path need not tell: a link may lead to it.
    void lies_at(std::uint32_t file, std::string place);

    /// A path from the root of the repository, as what shows a repository's files wants it; an absolute one
    /// as it is.
    [[nodiscard]] std::string path_in_repository(std::uint32_t file) const;
    [[nodiscard]] std::string in_repository(const std::string& path_in_project) const;

    /// Line `number` (from 1) of a file, without its line end; empty where there is no such line.
    [[nodiscard]] std::string_view line(std::uint32_t file, std::uint32_t number) const;

    [[nodiscard]] std::size_t size() const noexcept { return files_.size(); }

private:
    struct entry {
        std::string path;
        std::string text;
        std::vector<std::uint32_t> line_starts;
        std::string place{};  ///< in the repository; empty: as the path tells
    };
    std::deque<entry> files_;
    std::string folder_;
};

}  // namespace censusctl::diagnostics
