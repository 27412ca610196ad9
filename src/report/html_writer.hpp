#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace censusctl::report {

/// A text as HTML shows it: markup characters become references; control, bidirectional and invisible
/// characters and bytes that are not UTF-8 become visible escapes. Safe between tags and in quoted
/// attributes.
[[nodiscard]] std::string html_text(std::string_view untrusted);

/// Writes elements one by one. Every text and attribute value is escaped here, so that no caller can forget
/// to; names of elements and attributes are ours. What is opened must be closed.
class html_writer {
public:
    using attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    void open(std::string_view name, attributes with = {});
    /// Closes the element opened last, on the same line.
    void close();
    void text(std::string_view untrusted);
    /// An element with a text only.
    void element(std::string_view name, std::string_view untrusted, attributes with = {});
    /// An element that never has content: meta, input, and the shapes of SVG.
    void empty(std::string_view name, attributes with);
    /// Markup of our own: a style sheet, a script, a document type.
    void trusted(std::string_view markup) { text_ += markup; }
    /// Ends a line of the file.
    void line() { text_ += '\n'; }

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    void tag(std::string_view name, attributes with, std::string_view end);

    std::string text_;
    std::vector<std::string_view> open_;
};

}  // namespace censusctl::report
