#include "text/shell_word.hpp"

#include <algorithm>

namespace censusctl::text {
namespace {

constexpr std::string_view special = "_-./:=@%+,";

bool is_bare(char character) noexcept {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || special.find(character) != std::string_view::npos;
}

bool is_printable(char character) noexcept {
    return character >= ' ' && character <= '~';
}

/// Three octal digits end by themselves, whatever follows. A quote is written so, too: a shell that takes
/// `$'…'` for a plain quoted text would end it at `\'`.
void append_octal(std::string& to, unsigned char byte) {
    to += '\\';
    for (const unsigned shift : {6U, 3U, 0U}) {
        to += static_cast<char>('0' + ((byte >> shift) & 7U));
    }
}

}  // namespace

std::string shell_word(std::string_view raw) {
    if (!raw.empty() && std::all_of(raw.begin(), raw.end(), is_bare)) {
        return std::string(raw);
    }
    if (std::all_of(raw.begin(), raw.end(), is_printable)) {
        std::string quoted = "'";
        for (const char character : raw) {
            quoted += character == '\'' ? std::string("'\\''") : std::string(1, character);
        }
        return quoted + "'";
    }
    std::string quoted = "$'";
    for (const char item : raw) {
        if (is_printable(item) && item != '\'' && item != '\\') {
            quoted += item;
        } else {
            append_octal(quoted, static_cast<unsigned char>(item));
        }
    }
    return quoted + "'";
}

}  // namespace censusctl::text
