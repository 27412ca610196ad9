#pragma once
#include <string>
#include <string_view>

#include "report/render.hpp"

namespace censusctl::report {

/// The colours that are used, as SGR parameters.
namespace colour {
inline constexpr std::string_view bold = "1";
inline constexpr std::string_view dim = "2";
inline constexpr std::string_view red = "1;31";
inline constexpr std::string_view green = "32";
inline constexpr std::string_view yellow = "33";
inline constexpr std::string_view cyan = "36";
}  // namespace colour

/// Appends a text, coloured if the style wants colours. The text must be escaped.
inline void paint(std::string& to, std::string_view text, std::string_view sgr, const text_style& style) {
    if (!style.colour) {
        to += text;
        return;
    }
    to.append("\x1b[").append(sgr).append("m").append(text).append("\x1b[0m");
}

}  // namespace censusctl::report
