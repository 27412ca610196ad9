#include <algorithm>
#include <string_view>

#include "report/paint.hpp"
#include "report/place.hpp"
#include "report/render.hpp"
#include "report/snippet.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

using diagnostics::diagnostic;
using diagnostics::severity;

/// A name from a file may be as long as the file.
constexpr std::size_t longest_message = 2000;

/// More than anybody reads; a file can be made of mistakes alone.
constexpr std::size_t most_shown = 1000;

std::string_view colour_of(severity level) {
    switch (level) {
        case severity::error:
            return colour::red;
        case severity::warning:
            return colour::yellow;
        case severity::note:
            return colour::cyan;
    }
    return colour::red;
}

std::string shown_place(const diagnostics::span& where, const diagnostics::source_map& sources,
                        const text_style& style) {
    return style.from_repository ? place_in_repository(where, sources) : place_of(where, sources);
}

void append(std::string& text, const diagnostic& problem, const diagnostics::source_map& sources,
            const text_style& style) {
    const std::string place = shown_place(problem.where, sources, style);
    if (!place.empty()) {
        paint(text, place + ':', colour::bold, style);
        text += ' ';
    }
    paint(text, std::string(to_string(problem.level)) + ':', colour_of(problem.level), style);
    text.append(" ").append(text::escape_and_cut(problem.message, longest_message));
    text.append(" [").append(diagnostics::info(problem.id).slug).append("]\n");
    text += snippet(problem.where, sources, style, colour_of(problem.level));
    for (const std::string& hint : problem.hints) {
        text += "   ";
        paint(text, "hint:", colour::cyan, style);
        text.append(" ").append(text::escape_and_cut(hint, longest_message)).append("\n");
    }
    for (const diagnostics::related_note& note : problem.notes) {
        text += "   ";
        paint(text, "note:", colour::cyan, style);
        text.append(" ").append(text::escape_and_cut(note.message, longest_message));
        const std::string where = shown_place(note.where, sources, style);
        if (!where.empty()) {
            text.append(": ").append(where);
        }
        text += '\n';
    }
}

}  // namespace

std::string diagnostics_text(const std::vector<diagnostic>& problems, const diagnostics::source_map& sources,
                             const text_style& style) {
    std::string text;
    const std::size_t shown = std::min(problems.size(), most_shown);
    for (std::size_t at = 0; at < shown; ++at) {
        append(text, problems[at], sources, style);
    }
    if (shown < problems.size()) {
        text.append("… and ").append(std::to_string(problems.size() - shown));
        text.append(" more problems; --format json tells them all\n");
    }
    return text;
}

}  // namespace censusctl::report
