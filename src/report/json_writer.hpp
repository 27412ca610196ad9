#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diff/compare.hpp"

namespace censusctl::report {

/// Writes one JSON document, piece by piece, with two spaces of indent and keys in the order given. Always
/// valid UTF-8 and safe to print: bytes that are not UTF-8 become U+FFFD, and control, bidirectional and
/// invisible characters are written as \u escapes. The caller closes what it opens.
class json_writer {
public:
    /// Whether the items of an object or array stand on lines of their own.
    enum class layout { lines, one_line };

    void begin_object(layout how = layout::lines) { begin('{', how); }
    void end_object() { end('}'); }
    void begin_array(layout how = layout::lines) { begin('[', how); }
    void end_array() { end(']'); }

    /// The key of the next value; a plain ASCII word.
    void key(std::string_view name);

    void value(std::nullptr_t);
    void value(bool flag);
    void value(std::int64_t number);
    void value(std::size_t number) { value(static_cast<std::int64_t>(number)); }
    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    void value(const std::string& text) { value(std::string_view(text)); }
    void value(const diff::attribute_value& attribute);
    /// A number in its digits, which must be those of JSON.
    void number(std::string_view digits);

    /// A key and its value.
    template <class Value>
    void member(std::string_view name, const Value& of_it) {
        key(name);
        value(of_it);
    }

    /// A key and its text, null if that is empty.
    void text_or_null(std::string_view name, std::string_view text);

    /// The document, with a line end. The writer is then empty.
    [[nodiscard]] std::string take();

private:
    struct level {
        layout how;
        bool empty;
    };

    void begin(char bracket, layout how);
    void end(char bracket);
    void separate();
    void append_string(std::string_view text);

    std::string text_;
    std::vector<level> open_;
    bool after_key_{false};
};

}  // namespace censusctl::report
