#include "json/writer.hpp"

#include <utility>

#include "text/code_points.hpp"

namespace censusctl::json {
namespace {

/// What needs no escape and is most of any text.
constexpr bool is_plain(char byte) noexcept {
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

void append_unit(std::string& to, unsigned unit) {
    constexpr std::string_view digits = "0123456789abcdef";
    to += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) {
        to += digits[(unit >> static_cast<unsigned>(shift)) & 15U];
    }
}

void append_escape(std::string& to, char32_t value) {
    if (value < 0x10000) {
        append_unit(to, static_cast<unsigned>(value));
        return;
    }
    const auto above = static_cast<unsigned>(value) - 0x10000U;
    append_unit(to, 0xD800U + (above >> 10U));
    append_unit(to, 0xDC00U + (above & 0x3FFU));
}

}  // namespace

writer& writer::begin(char bracket, layout shape) {
    separate();
    text_ += bracket;
    // Within one line all is on that line.
    const bool flat = !open_.empty() && open_.back().shape != layout::lines;
    open_.push_back({flat ? open_.back().shape : shape, true});
    return *this;
}

writer& writer::end(char bracket) {
    const level closed = open_.back();
    open_.pop_back();
    if (!closed.empty && closed.shape == layout::lines) {
        text_ += '\n';
        text_.append(2 * open_.size(), ' ');
    }
    text_ += bracket;
    return *this;
}

void writer::separate() {
    if (std::exchange(after_key_, false) || open_.empty()) {
        return;
    }
    level& here = open_.back();
    if (!std::exchange(here.empty, false)) {
        text_ += here.shape == layout::one_line ? ", " : ",";
    }
    if (here.shape == layout::lines) {
        text_ += '\n';
        text_.append(2 * open_.size(), ' ');
    }
}

writer& writer::key(std::string_view name) {
    separate();
    append_string(name);
    text_ += open_.back().shape == layout::compact ? ":" : ": ";
    after_key_ = true;
    return *this;
}

writer& writer::value(std::int64_t number) {
    return raw(std::to_string(number));
}

writer& writer::value(std::string_view text) {
    separate();
    append_string(text);
    return *this;
}

writer& writer::raw(std::string_view json) {
    separate();
    text_ += json;
    return *this;
}

writer& writer::text_or_null(std::string_view name, std::string_view text) {
    key(name);
    return text.empty() ? value(nullptr) : value(text);
}

void writer::append_string(std::string_view raw) {
    text_ += '"';
    for (std::size_t at = 0; at < raw.size();) {
        std::size_t end = at;
        while (end < raw.size() && is_plain(raw[end])) {
            ++end;
        }
        text_.append(raw, at, end - at);
        at = end;
        if (at == raw.size()) {
            break;
        }
        const text::code_point point = text::decode(raw, at);
        if (!point.valid) {
            text_ += "\xEF\xBF\xBD";
        } else if (point.value == '"' || point.value == '\\') {
            text_ += '\\';
            text_ += static_cast<char>(point.value);
        } else if (point.value == '\n') {
            text_ += "\\n";
        } else if (point.value == '\t') {
            text_ += "\\t";
        } else if (point.value == '\r') {
            text_ += "\\r";
        } else if (text::is_unsafe(point.value)) {
            append_escape(text_, point.value);
        } else {
            text_.append(raw, at, point.size);
        }
        at += point.size;
    }
    text_ += '"';
}

std::string writer::take() {
    if (outer_ == layout::lines) {
        text_ += '\n';
    }
    open_.clear();
    after_key_ = false;
    return std::exchange(text_, {});
}

}  // namespace censusctl::json
