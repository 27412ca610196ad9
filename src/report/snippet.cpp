#include "report/snippet.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "report/display_width.hpp"
#include "report/paint.hpp"
#include "text/code_points.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

constexpr std::size_t number_width = 5;
constexpr std::size_t gutter_width = number_width + 3;  // "   14 | "
constexpr std::string_view mark = "…";                  // where a line is cut

/// One code point of the line, as shown.
struct cell {
    std::string text;
    std::size_t width{0};
};

/// The cells of a line near its caret, so that the longest line costs no more than what can be shown.
struct window {
    std::vector<cell> cells;
    std::size_t caret{0};   ///< index of the first marked cell; one past the last at the line's end
    std::size_t marked{0};  ///< how many cells are marked
    bool cut_before{false};
    bool cut_after{false};
};

window near_caret(std::string_view line, const diagnostics::span& where, std::size_t room) {
    window seen;
    const std::size_t caret = where.column > 0 ? where.column - 1 : 0;
    const std::size_t from = caret > room ? caret - room : 0;
    const std::size_t end = caret + room;
    std::size_t index = 0;
    std::size_t at = 0;
    for (; at < line.size() && index < end; ++index) {
        const text::code_point point = text::decode(line, at);
        if (index >= from) {
            cell& shown = seen.cells.emplace_back();
            shown.text = point.value == '\t' ? " " : text::escape_for_terminal(line.substr(at, point.size));
            shown.width = static_cast<std::size_t>(display_width(shown.text));
        }
        at += point.size;
    }
    seen.cut_before = from > 0;
    seen.cut_after = at < line.size();
    seen.caret = std::min(caret - from, seen.cells.size());
    seen.marked = std::min<std::size_t>(where.length, seen.cells.size() - seen.caret);
    return seen;
}

std::size_t width_of(const window& seen, std::size_t from, std::size_t to) {
    std::size_t width = 0;
    for (std::size_t at = from; at < to; ++at) {
        width += seen.cells[at].width;
    }
    return width;
}

}  // namespace

std::string snippet(const diagnostics::span& where, const diagnostics::source_map& sources,
                    const text_style& style, std::string_view caret_colour) {
    if (!where.known() || where.file >= sources.size()) {
        return {};
    }
    const auto columns = static_cast<std::size_t>(std::clamp(style.width, 40, 1000));
    const std::size_t room = columns - gutter_width;
    const window seen = near_caret(sources.line(where.file, where.line), where, room);

    std::size_t from = 0;
    const std::size_t caret_end = std::max(seen.caret + seen.marked, seen.caret + 1);
    const bool fits = !seen.cut_before && !seen.cut_after && width_of(seen, 0, seen.cells.size()) <= room;
    const bool token_fits =
        !seen.cut_before && width_of(seen, 0, std::min(caret_end, seen.cells.size())) <= room - 1;
    if (!fits && !token_fits) {
        // A third of the room shows what stands before the token.
        from = seen.caret;
        while (from > 0 && width_of(seen, from - 1, seen.caret) <= room / 3) {
            --from;
        }
    }
    const bool cut_before = seen.cut_before || from > 0;
    const std::size_t line_room = room - (cut_before ? 1 : 0);
    std::size_t to = from;
    std::size_t width = 0;
    while (to < seen.cells.size() && width + seen.cells[to].width <= line_room) {
        width += seen.cells[to++].width;
    }
    if ((to < seen.cells.size() || seen.cut_after) && to > from && width + 1 > line_room) {
        width -= seen.cells[--to].width;  // for the mark
    }
    const bool cut_after = to < seen.cells.size() || seen.cut_after;

    const std::string number = std::to_string(where.line);
    std::string text;
    std::string gutter(number.size() < number_width ? number_width - number.size() : 0, ' ');
    paint(text, gutter + number + " |", colour::dim, style);
    text += ' ';
    text += cut_before ? mark : std::string_view();
    for (std::size_t at = from; at < to; ++at) {
        text += seen.cells[at].text;
    }
    text += cut_after ? mark : std::string_view();
    while (text.back() == ' ') {
        text.pop_back();
    }
    text += '\n';
    paint(text, std::string(std::max(number_width, number.size()), ' ') + " |", colour::dim, style);
    text.append(1 + (cut_before ? 1 : 0) + width_of(seen, from, seen.caret), ' ');
    const std::size_t last = std::min(seen.caret + seen.marked, to);
    const std::size_t carets = last > seen.caret ? width_of(seen, seen.caret, last) : 1;
    paint(text, std::string(std::max<std::size_t>(carets, 1), '^'), caret_colour, style);
    text += '\n';
    return text;
}

}  // namespace censusctl::report
