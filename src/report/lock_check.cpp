#include "report/lock_check.hpp"

#include <string_view>

#include "json/writer.hpp"
#include "report/diagnostics_json.hpp"
#include "report/paint.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

using change_kind = validation::metadata_change::kind;

constexpr std::size_t longest_in_check = 80;

std::string shown(const std::string& value) {
    return value.empty() ? "nothing" : "'" + text::escape_and_cut(value, longest_in_check) + "'";
}

void line_of(std::string& text, const validation::metadata_change& change, const text_style& style) {
    const std::string entity = text::escape_for_terminal(change.entity);
    text += "  ";
    switch (change.what) {
        case change_kind::added:
            paint(text, "+ " + entity, colour::green, style);
            break;
        case change_kind::removed:
            paint(text, "- " + entity, colour::red, style);
            break;
        case change_kind::changed:
            paint(text, "~ " + entity, colour::yellow, style);
            text += "  " + change.attribute + ": " + shown(change.before) + " -> " + shown(change.after);
            break;
    }
    text += '\n';
}

}  // namespace

std::string lock_check_text(const lock_check& found, const diagnostics::source_map& sources,
                            const text_style& style) {
    if (found.current()) {
        return "The lock is current.\n";
    }
    std::string text;
    if (!found.changes.empty()) {
        text += "The metadata that these manifests use differ from the lock:\n";
        for (const validation::metadata_change& change : found.changes) {
            line_of(text, change, style);
        }
    }
    if (!found.breaks.empty()) {
        text += text.empty() ? "" : "\n";
        text += "With the workspace as it is now:\n" + diagnostics_text(found.breaks, sources, style);
    }
    return text;
}

std::string lock_check_json(const lock_check& found, const diagnostics::source_map& sources,
                            const document_origin& origin) {
    json::writer out(json::layout::lines);
    begin_document(out);
    write_origin_members(out, origin);
    out.member("current", found.current());
    out.key("changes");
    out.begin_array();
    for (const validation::metadata_change& change : found.changes) {
        out.begin_object(json::layout::one_line);
        out.member("change", to_string(change.what));
        out.member("entity", change.entity);
        out.text_or_null("attribute", change.attribute);
        out.text_or_null("before", change.before);
        out.text_or_null("after", change.after);
        out.end_object();
    }
    out.end_array();
    write_diagnostics(out, found.breaks, sources);
    out.end_object();
    return out.take();
}

}  // namespace censusctl::report
