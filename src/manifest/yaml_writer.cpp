#include "manifest/yaml_writer.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "manifest/core_schema.hpp"
#include "text/ascii.hpp"
#include "text/code_points.hpp"

namespace censusctl::manifest {
namespace {

using shape = yaml_value::shape;

/// Brackets are no longer than a line of this.
constexpr std::size_t longest_line = 130;
constexpr std::size_t step = 2;

/// What readers of YAML 1.1 take for a boolean.
constexpr std::array<std::string_view, 6> truths_of_old{"yes", "no", "on", "off", "y", "n"};

bool is_clean(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const text::code_point next = text::decode(text, at);
        if (!next.valid || text::is_unsafe(next.value)) {
            return false;
        }
        at += next.size;
    }
    return true;
}

bool is_letter_or_digit(char each) {
    const char lower = text::lower(each);
    return (lower >= 'a' && lower <= 'z') || (each >= '0' && each <= '9');
}

/// Whether no reader takes a text, as it stands, for anything but itself, in brackets or not.
bool is_bare(std::string_view text) {
    if (text.empty() || !is_clean(text) || core_type_of(text) != core_type::text ||
        std::ranges::find(truths_of_old, text::lower_case(text)) != truths_of_old.end()) {
        return false;
    }
    const char first = text.front();
    const bool begins_well = is_letter_or_digit(first) || first == '_' || first == '/' || first == '$' ||
                             first == '(' || static_cast<unsigned char>(first) >= 0x80;
    if (!begins_well || text.back() == ' ' || text.back() == ':' ||
        text.find_first_of(",[]{}?") != std::string_view::npos || text.find(": ") != std::string_view::npos ||
        text.find(" #") != std::string_view::npos || text.find(" *") != std::string_view::npos) {
        return false;
    }
    // Dates, times and numbers of other readers.
    const bool is_digit = first >= '0' && first <= '9';
    return !is_digit ||
           text.find_first_not_of("0123456789abcdefxoABCDEFTZtz+-:._ ") != std::string_view::npos;
}

std::string escaped(char32_t value) {
    constexpr std::string_view digits = "0123456789abcdef";
    const std::size_t count = value <= 0xFF ? 2 : value <= 0xFFFF ? 4 : 8;
    std::string text = count == 2 ? "\\x" : count == 4 ? "\\u" : "\\U";
    for (std::size_t digit = count; digit > 0; --digit) {
        text += digits[(value >> (4 * (digit - 1))) & 0xFU];
    }
    return text;
}

std::string in_double_quotes(std::string_view text) {
    std::string quoted = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const text::code_point next = text::decode(text, at);
        const std::string_view bytes = text.substr(at, next.size);
        at += next.size;
        if (bytes == "\"" || bytes == "\\") {
            quoted.append("\\").append(bytes);
        } else if (bytes == "\n") {
            quoted += "\\n";
        } else if (bytes == "\t") {
            quoted += "\\t";
        } else if (next.valid && text::is_unsafe(next.value)) {
            quoted += escaped(next.value);
        } else {
            quoted += bytes;
        }
    }
    return quoted + '"';
}

std::string in_single_quotes(std::string_view text) {
    std::string quoted = "'";
    for (const char each : text) {
        quoted += each == '\'' ? "''" : std::string(1, each);
    }
    return quoted + '\'';
}

/// The lines of a text that is readable as a block of lines; none: it must be quoted.
std::vector<std::string_view> block_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    if (text.find('\n') == std::string_view::npos || text.ends_with("\n\n") || text == "\n") {
        return lines;
    }
    if (text.ends_with('\n')) {
        text.remove_suffix(1);
    }
    while (true) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        const bool is_first = lines.empty();
        const bool plain = is_clean(line) && !line.starts_with('\t') && !line.ends_with(' ') &&
                           !line.ends_with('\t') && !(is_first && (line.empty() || line.starts_with(' ')));
        if (!plain) {
            return {};
        }
        lines.push_back(line);
        if (end == text.size()) {
            return lines;
        }
        text.remove_prefix(end + 1);
    }
}

bool is_block_text(const yaml_value& value) {
    return value.is == shape::text && !block_lines(value.scalar).empty();
}

/// In brackets, on one line; none where it must not be so.
std::optional<std::string> flow_text(const yaml_value& value) {
    switch (value.is) {
        case shape::text:
            return is_block_text(value) ? std::nullopt : std::optional(yaml_scalar(value.scalar));
        case shape::verbatim:
            return value.scalar;
        case shape::mapping:
        case shape::list:
            break;
    }
    const bool is_mapping = value.is == shape::mapping;
    const std::size_t count = is_mapping ? value.members.size() : value.items.size();
    if (value.in_lines && count > 0) {
        return std::nullopt;
    }
    std::string text(1, is_mapping ? '{' : '[');
    for (std::size_t at = 0; at < count; ++at) {
        const auto inner = flow_text(is_mapping ? value.members[at].second : value.items[at]);
        if (!inner) {
            return std::nullopt;
        }
        text += at == 0 ? "" : ", ";
        if (is_mapping) {
            text += yaml_scalar(value.members[at].first) + ": ";
        }
        text += *inner;
    }
    return text + (is_mapping ? '}' : ']');
}

std::string block_text(std::string_view text, std::size_t indent) {
    std::string block = text.ends_with('\n') ? "|" : "|-";
    for (const std::string_view line : block_lines(text)) {
        block += '\n';
        if (!line.empty()) {
            block.append(indent, ' ').append(line);
        }
    }
    return block + '\n';
}

/// What stands behind a key or a dash at `indent`, the line so far being `used` long; ends with a line end.
std::string behind(const yaml_value& value, std::size_t indent, std::size_t used, bool after_dash) {
    if (is_block_text(value)) {
        return " " + block_text(value.scalar, indent + step);
    }
    const bool is_leaf = value.is == shape::text || value.is == shape::verbatim;
    if (const auto line = flow_text(value); line && (is_leaf || used + line->size() <= longest_line)) {
        return " " + *line + "\n";
    }
    if (value.is == shape::mapping) {
        const std::string lines = yaml_lines(value, indent + step);
        return after_dash ? " " + lines.substr(indent + step) : "\n" + lines;
    }
    std::string lines = "\n";
    for (const yaml_value& item : value.items) {
        lines.append(indent + step, ' ').append("-");
        lines += behind(item, indent + step, indent + 2 * step, true);
    }
    return lines;
}

}  // namespace

const yaml_value* yaml_value::find(std::string_view key) const noexcept {
    const auto found = std::ranges::find_if(members, [&](const auto& member) { return member.first == key; });
    return found == members.end() ? nullptr : &found->second;
}

void yaml_value::remove(std::string_view key) {
    std::erase_if(members, [&](const auto& member) { return member.first == key; });
}

std::string yaml_scalar(std::string_view text) {
    if (is_bare(text)) {
        return std::string(text);
    }
    const bool has_escapes = text.find_first_of("\"\\") != std::string_view::npos;
    return is_clean(text) && has_escapes ? in_single_quotes(text) : in_double_quotes(text);
}

std::string yaml_lines(const yaml_value& mapping, std::size_t indent) {
    std::string text;
    for (const auto& [key, value] : mapping.members) {
        const std::string start = std::string(indent, ' ') + yaml_scalar(key) + ":";
        text += start + behind(value, indent, start.size() + 1, false);
    }
    return text;
}

}  // namespace censusctl::manifest
