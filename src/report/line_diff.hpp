#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace censusctl::report {

/// What became of a line.
enum class line_mark {
    kept,
    removed,
    added,
    left_out  ///< stands for lines that are not shown; its text says how many
};

/// One line of a diff, without its line end.
struct diff_line {
    line_mark mark{line_mark::kept};
    std::string_view text;  ///< a part of the text that was compared
};

/// How the lines of one text become those of another: kept and removed ones, joined with line feeds, are
/// `before`; kept and added ones are `after`. Both must outlive the answer. As many lines as possible are
/// kept (longest common subsequence), unless more than some 500 lines on each side lie between the first and
/// the last change: these are then shown as removed and added, so that time and memory stay in proportion to
/// the texts.
[[nodiscard]] std::vector<diff_line> line_diff(std::string_view before, std::string_view after);

/// A line as it is printed; raw text.
struct shown_line {
    line_mark mark{line_mark::kept};
    std::string text;
};

/// What of a long run of removed or added lines is shown.
enum class long_runs {
    ends,  ///< both ends: nobody reads a text of a hundred lines in a plan
    whole  ///< all: each line is a thing by itself
};

/// A diff as a reviewer wants it: of what is kept two lines round each change, of long runs of removed or
/// added lines what is asked for, and 80 lines in all, unless one run has more; what is left out is counted.
[[nodiscard]] std::vector<shown_line> abridged(const std::vector<diff_line>& lines,
                                               long_runs runs = long_runs::ends);

}  // namespace censusctl::report
