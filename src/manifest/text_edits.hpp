#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/span.hpp"
#include "manifest/yaml_tree.hpp"

namespace censusctl::manifest {

/// A text, or why there is none.
struct spliced_text {
    std::string text;
    std::string refusal;  ///< raw; empty: `text` is it
};

/// A key of a block mapping, or a dash of a block list, with all that belongs to it. Offsets in bytes.
struct extent {
    std::size_t start{0};    ///< of its line
    std::size_t content{0};  ///< where what follows the colon or dash starts
    std::size_t end{0};      ///< after the line end of its last line that is neither blank nor a comment
};

/// Changes of a YAML text, made all at once at the end: what none of them names stays byte for byte. The text
/// must outlive it.
class text_edits {
public:
    explicit text_edits(std::string_view text);

    /// Where a place of the text's tree is.
    [[nodiscard]] std::size_t offset_of(diagnostics::span where) const;
    /// Where a line (from 1) starts, behind a byte order mark; the end of the text beyond its last.
    [[nodiscard]] std::size_t start_of(std::size_t line) const;
    [[nodiscard]] std::size_t line_count() const { return starts_.size(); }

    /// What begins on line `first` and ends before line `next`: without the comments and blank lines at its
    /// end, which belong to what follows.
    [[nodiscard]] extent extent_of(std::size_t first, std::size_t next, std::size_t content) const;
    /// The value of pair `index` of a block mapping that ends before line `next`.
    [[nodiscard]] extent extent_of(yaml_node mapping, std::size_t index, std::size_t next) const;
    [[nodiscard]] std::string_view of(const extent& part) const {
        return text_.substr(part.content, part.end - part.content);
    }
    [[nodiscard]] std::string_view all() const noexcept { return text_; }

    /// Puts a text in place of the bytes from `from` to `to`.
    void put(std::size_t from, std::size_t to, std::string text);
    void remove(const extent& there) { put(there.start, there.end, {}); }
    /// Puts lines before `at`, which is the start of a line or the end of the text.
    void insert(std::size_t at, std::string lines);

    /// The text with all changes, in its own line ends.
    [[nodiscard]] std::string result();

private:
    struct replacement {
        std::size_t from{0};
        std::size_t to{0};
        std::string text;
    };

    std::string_view text_;
    std::vector<std::size_t> starts_;  ///< of the lines, and the end
    std::vector<replacement> edits_;
};

}  // namespace censusctl::manifest
