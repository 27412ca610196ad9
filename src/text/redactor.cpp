#include "text/redactor.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "text/escape.hpp"
#include "text/shell_word.hpp"

namespace censusctl::text {
namespace {

constexpr std::size_t shortest_secret = 4;
constexpr std::size_t telling_part = 16;
constexpr std::string_view stand_in = "[redacted]";

using spelling_of = std::string (*)(char);

std::string spelt(std::string_view secret, spelling_of spell) {
    std::string text;
    for (const char character : secret) {
        text += spell(character);
    }
    return text;
}

std::string hex_of(char character, std::string_view digits) {
    const auto byte = static_cast<unsigned char>(character);
    return {digits[byte >> 4U], digits[byte & 15U]};
}

bool is_alphanumeric(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9');
}

std::string in_json(char character) {
    switch (character) {
        case '"':
        case '\\':
            return {'\\', character};
        case '\n':
            return "\\n";
        case '\r':
            return "\\r";
        case '\t':
            return "\\t";
        default:
            break;
    }
    return character >= 0 && character < ' ' ? "\\u00" + hex_of(character, "0123456789abcdef")
                                             : std::string(1, character);
}

/// JSON as some writers spell it, for a page or a script.
std::string in_json_for_html(char character) {
    return character == '/' ? "\\/" : in_json(character);
}

std::string in_html(char character) {
    switch (character) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        default:
            return {character};
    }
}

std::string in_xml(char character) {
    return character == '\'' ? "&apos;" : in_html(character);
}

std::string in_markdown(char character) {
    const bool plain = is_alphanumeric(character) || character == ' ' || (character & 0x80) != 0;
    return plain ? std::string(1, character) : std::string{'\\', character};
}

std::string in_url(char character) {
    const bool plain = is_alphanumeric(character) || character == '-' || character == '.' ||
                       character == '_' || character == '~';
    return plain ? std::string(1, character) : "%" + hex_of(character, "0123456789ABCDEF");
}

/// The value of a workflow command, then one of its properties.
std::string in_command(char character) {
    switch (character) {
        case '%':
            return "%25";
        case '\r':
            return "%0D";
        case '\n':
            return "%0A";
        default:
            return {character};
    }
}

std::string in_property(char character) {
    switch (character) {
        case ':':
            return "%3A";
        case ',':
            return "%2C";
        default:
            return in_command(character);
    }
}

std::string in_table(char character) {
    return character == '|' ? "\\|" : std::string(1, character);
}

struct text_range {
    std::size_t begin;
    std::size_t end;
};

/// Where a secret stands in a text, whole or, if it is long, in a run of `telling_part` bytes. Each such run
/// holds one of the secret's blocks of half that size whole, so only these are searched for.
void add_ranges(std::string_view text, std::string_view secret, std::vector<text_range>& ranges) {
    const std::size_t least = std::min(secret.size(), telling_part);
    const std::size_t block = secret.size() < telling_part ? secret.size() : telling_part / 2;
    for (std::size_t from = 0; from + block <= secret.size(); from += block) {
        const std::string_view piece = secret.substr(from, block);
        for (std::size_t at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + 1)) {
            std::size_t before = 0;
            while (before < from && before < at && secret[from - before - 1] == text[at - before - 1]) {
                ++before;
            }
            std::size_t size = block;
            while (from + size < secret.size() && at + size < text.size() &&
                   secret[from + size] == text[at + size]) {
                ++size;
            }
            if (before + size >= least) {
                ranges.push_back({at - before, at + size});
            }
        }
    }
}

}  // namespace

void redactor::add(std::string spelling) {
    if (std::ranges::find(spellings_, spelling) == spellings_.end()) {
        spellings_.push_back(std::move(spelling));
    }
}

void redactor::hide(std::string_view secret) {
    if (secret.size() < shortest_secret) {
        return;
    }
    secrets_.emplace_back(secret);
    add(std::string(secret));
    for (const spelling_of spell : {in_json, in_json_for_html, in_html, in_xml, in_markdown, in_url,
                                    in_command, in_property, in_table}) {
        add(spelt(secret, spell));
    }
    add(escape_for_terminal(secret));
    add(shell_word(secret));
    const std::string json = spelt(secret, in_json);
    add(spelt(json, in_html));
    add(spelt(json, in_json));
}

bool redactor::holds(std::string_view text) const {
    std::vector<text_range> ranges;
    for (const std::string& secret : secrets_) {
        if (secret.size() >= telling_part) {
            add_ranges(text, secret, ranges);
        }
    }
    return !ranges.empty();
}

std::string redactor::redact(std::string_view text) const {
    std::vector<text_range> ranges;  // what is to go; they may overlap
    for (const std::string& spelling : spellings_) {
        add_ranges(text, spelling, ranges);
    }
    if (ranges.empty()) {
        return std::string(text);
    }
    std::ranges::sort(ranges, {}, &text_range::begin);
    std::string shown;
    std::size_t done = 0;
    for (std::size_t at = 0; at < ranges.size();) {
        const std::size_t begin = ranges[at].begin;
        std::size_t end = ranges[at].end;
        while (at < ranges.size() && ranges[at].begin <= end) {
            end = std::max(end, ranges[at].end);
            ++at;
        }
        shown.append(text, done, begin - done).append(stand_in);
        done = end;
    }
    return shown.append(text, done);
}

}  // namespace censusctl::text
