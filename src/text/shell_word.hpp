#pragma once
#include <string>
#include <string_view>

namespace censusctl::text {

/// A text as one word of a POSIX shell's command line, safe to show: bare where that is enough, else in
/// single quotes. What cannot be shown on one line of plain ASCII (control characters, other scripts, bytes
/// that are not UTF-8) is written as `$'\012'`, which bash, ksh and zsh read as that text; a shell that does
/// not know this form takes it for another text, never for another command.
[[nodiscard]] std::string shell_word(std::string_view raw);

}  // namespace censusctl::text
