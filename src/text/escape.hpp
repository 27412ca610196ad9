#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace censusctl::text {

/// Untrusted text made safe for a terminal, on one line: control characters (C0, C1, DEL), bytes that are not
/// UTF-8, line and paragraph separators, bidirectional controls and zero-width characters become visible
/// escapes such as
/// `\n`, `\x1b` and `\u{202e}`; a backslash stays as it is. Other text is unchanged.
[[nodiscard]] std::string escape_for_terminal(std::string_view untrusted);

/// The same, cut to at most `limit` code points with "…" in the middle.
[[nodiscard]] std::string escape_and_cut(std::string_view untrusted, std::size_t limit);

}  // namespace censusctl::text
