#include "report/selected.hpp"

#include "text/counted.hpp"
#include "text/escape.hpp"

namespace censusctl::report {

std::string selected_text(const manifest::selection_note& note) {
    constexpr std::size_t most_named = 5;
    constexpr std::size_t longest = 100;
    std::string asked;
    for (std::size_t at = 0; at < note.asked.size() && at < most_named; ++at) {
        asked += (at == 0 ? "" : ", ") + text::escape_and_cut(note.asked[at], longest);
    }
    if (note.asked.size() > most_named) {
        asked += " and " + std::to_string(note.asked.size() - most_named) + " more";
    }
    return std::to_string(note.selected) + " of " + text::counted(note.declared, "sync") + " (" + asked + ")";
}

void write_selection(json::writer& out, const std::optional<manifest::selection_note>& note) {
    out.key("selection");
    if (!note) {
        out.value(nullptr);
        return;
    }
    out.begin_object(json::layout::one_line);
    out.key("asked").begin_array(json::layout::one_line);
    for (const std::string& one : note->asked) {
        out.value(one);
    }
    out.end_array();
    out.member("selected", note->selected);
    out.member("declared", note->declared);
    out.end_object();
}

}  // namespace censusctl::report
