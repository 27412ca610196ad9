#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace censusctl::json {

/// How the items of an object or array stand.
enum class layout {
    lines,     ///< each on a line of its own, two spaces deeper
    one_line,  ///< on one line, with spaces
    compact    ///< with no white space at all
};

/// Writes one JSON document, piece by piece, with keys in the order given. Always valid UTF-8 and safe to
/// print: bytes that are not UTF-8 become U+FFFD, and control, bidirectional and invisible characters are
/// written as \u escapes. Unlike a tree of values it can carry a number with the very digits that it was
/// written with. The caller closes what it opens.
class writer {
public:
    /// `outer` is the layout of what is begun with none of its own at the top.
    explicit writer(layout outer = layout::compact) : outer_(outer) {}

    /// In the layout of what it stands in; within one_line and compact all is so.
    writer& begin_object() { return begin('{', inherited()); }
    writer& begin_object(layout shape) { return begin('{', shape); }
    writer& end_object() { return end('}'); }
    writer& begin_array() { return begin('[', inherited()); }
    writer& begin_array(layout shape) { return begin('[', shape); }
    writer& end_array() { return end(']'); }

    /// The key of the next value.
    writer& key(std::string_view name);

    writer& value(std::nullptr_t) { return raw("null"); }
    writer& value(bool flag) { return raw(flag ? "true" : "false"); }
    writer& value(std::int64_t number);
    /// Any other integer; one beyond 64 bits with a sign does not occur.
    template <std::integral Number>
    writer& value(Number number) {
        return value(static_cast<std::int64_t>(number));
    }
    writer& value(std::string_view text);
    writer& value(const char* text) { return value(std::string_view(text)); }
    writer& value(const std::string& text) { return value(std::string_view(text)); }
    template <class... Alternatives>
    writer& value(const std::variant<Alternatives...>& either) {
        std::visit([this](const auto& held) { this->value(held); }, either);
        return *this;
    }
    /// A value that is JSON already, a number in its own digits for one.
    writer& raw(std::string_view json);

    /// A key and its value.
    template <class Value>
    writer& member(std::string_view name, const Value& of_it) {
        key(name);
        return value(of_it);
    }

    /// A key and its value, where there is one: neither for an empty text nor for nothing.
    writer& if_stated(std::string_view name, std::string_view text) {
        return text.empty() ? *this : member(name, text);
    }
    template <class Value>
    writer& if_stated(std::string_view name, const std::optional<Value>& stated) {
        return stated ? member(name, *stated) : *this;
    }
    /// A key and `true`, where the flag is set.
    writer& if_set(std::string_view name, bool flag) { return flag ? member(name, true) : *this; }

    /// A key and its text, null if that is empty.
    writer& text_or_null(std::string_view name, std::string_view text);

    /// The document, with a line end if it is in lines. The writer is then empty.
    [[nodiscard]] std::string take();

private:
    struct level {
        layout shape;
        bool empty;
    };

    [[nodiscard]] layout inherited() const { return open_.empty() ? outer_ : open_.back().shape; }
    writer& begin(char bracket, layout shape);
    writer& end(char bracket);
    void separate();
    void append_string(std::string_view text);

    layout outer_;
    std::string text_;
    std::vector<level> open_;
    bool after_key_{false};
};

}  // namespace censusctl::json
