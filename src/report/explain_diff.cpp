#include "report/explain_diff.hpp"

#include <algorithm>

#include "diff/canonical_value.hpp"
#include "json/writer.hpp"
#include "report/longest.hpp"
#include "report/paint.hpp"
#include "report/sync_trace.hpp"
#include "report/values.hpp"
#include "text/ascii.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"
#include "text/version.hpp"

namespace censusctl::report {
namespace {

constexpr std::string_view further_lines = "                ";  ///< as wide as each title
constexpr std::size_t longest_form = 4000;

void line(std::string& text, std::string_view title, const std::string& value) {
    text.append("    ").append(title).append(value).append("\n");
}

/// Whoever asks why two values differ has to see all of both.
void raw_value(std::string& text, std::string_view title, const diff::attribute_path& path,
               const diff::attribute_value& whole) {
    std::string_view before = title;
    for (const std::string& one : whole_lines(path, whole)) {
        line(text, before, one);
        before = further_lines;
    }
}

void canonical_form(std::string& text, std::string_view title, const std::string& form) {
    if (form.empty()) {
        line(text, title, "(empty)");
        return;
    }
    std::string_view before = title;
    std::string_view rest = form;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        line(text, before, text::escape_and_cut(rest.substr(0, end), longest_form));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        before = further_lines;
    }
}

bool is_under(std::string_view path, std::string_view field, bool any_case) {
    const std::string_view start = path.substr(0, field.size());
    if (start != field && !(any_case && text::same_but_for_case(start, field))) {
        return false;
    }
    // A field's name may begin like another's: "schedule.hour" is not under "schedule.h".
    return path.size() == field.size() || path[field.size()] == '.' || path[field.size()] == '[';
}

/// What was found of one attribute.
enum class finding { equal, spelt_otherwise, not_compared, different };

finding finding_of(const diff::attribute_comparison& row) {
    if (!row.equal) {
        return finding::different;
    }
    if (!row.compared) {
        return finding::not_compared;
    }
    return diff::in_document(row.desired_raw) == diff::in_document(row.live_raw) ? finding::equal
                                                                                 : finding::spelt_otherwise;
}

std::string_view words_of(finding what) {
    switch (what) {
        case finding::equal:
            return "equal";
        case finding::spelt_otherwise:
            return "equal, though spelt otherwise";
        case finding::not_compared:
            return "not compared";
        case finding::different:
            break;
    }
    return "different";
}

std::string_view words_of(plan::moved_side side) {
    switch (side) {
        case plan::moved_side::files:
            return "the files'";
        case plan::moved_side::workspace:
            return "the workspace's";
        case plan::moved_side::both:
            return "both sides'";
        case plan::moved_side::unknown:
            break;
    }
    return "cannot be told";
}

/// Null: the row is equal, or there is no base.
const plan::field_side* side_of(const explained_sync& shown, const diff::attribute_comparison& row) {
    const auto found = row.equal ? shown.sides.end() : shown.sides.find(to_string(row.path));
    return found == shown.sides.end() ? nullptr : &found->second;
}

}  // namespace

std::vector<diff::attribute_comparison> under(std::vector<diff::attribute_comparison> rows,
                                              std::string_view field,
                                              const diff::comparison_context& context) {
    const bool any_case = !context.case_sensitive_fields && field.starts_with("mappings[");
    if (!field.empty()) {
        std::erase_if(rows, [&](const diff::attribute_comparison& row) {
            return !is_under(to_string(row.path), field, any_case);
        });
    }
    return rows;
}

std::string explain_diff_text(const explained_sync& shown, const text_style& style) {
    std::string text;
    paint(text, text::escape_and_cut(shown.key, longest_name), colour::bold, style);
    text.append(": live sync ").append(std::to_string(shown.sync_id));
    if (!shown.label.empty()) {
        text.append(", label '").append(text::escape_and_cut(shown.label, longest_name)).append("'");
    }
    text += "\n\n";
    std::size_t different = 0;
    std::size_t spelt_otherwise = 0;
    for (const diff::attribute_comparison& row : shown.rows) {
        const finding what = finding_of(row);
        different += what == finding::different ? 1U : 0U;
        spelt_otherwise += what == finding::spelt_otherwise ? 1U : 0U;
        text += "  ";
        const std::string path = text::escape_and_cut(to_string(row.path), longest_name);
        paint(text, (row.equal ? "= " : "! ") + path, row.equal ? colour::green : colour::red, style);
        text.append("  ").append(words_of(what)).append("\n");
        raw_value(text, "file:           ", row.path, row.desired_raw);
        if (!shown.stated.parts.empty()) {
            const manifest::traced_value* const found = find(shown.stated, to_string(row.path));
            const bool standard = !diff::is_null(row.desired_raw);
            line(text, "stated:         ",
                 found != nullptr && found->where.known() ? origin_text(*found, *shown.sources)
                 : standard                               ? "nowhere: it is the default"
                                                          : "nowhere");
        }
        raw_value(text, "live:           ", row.path, row.live_raw);
        canonical_form(text, "file, compared: ", row.desired_canonical);
        canonical_form(text, "live, compared: ", row.live_canonical);
        if (const plan::field_side* side = side_of(shown, row); side != nullptr) {
            line(text, "whose change:   ", std::string(words_of(side->moved)));
            if (side->base) {
                raw_value(text, "before:         ", row.path, *side->base);
            }
        }
        line(text, "rule:           ", text::escape_for_terminal(row.rule));
    }
    text.append(shown.rows.empty() ? "" : "\n");
    text.append(text::counted(shown.rows.size(), "attribute")).append(", ");
    text.append(std::to_string(different)).append(" different");
    if (spelt_otherwise > 0) {
        text.append(", ").append(std::to_string(spelt_otherwise)).append(" equal though spelt otherwise");
    }
    text += ".\n";
    if (!shown.base.empty()) {
        text.append("Whose change it is follows from ");
        text.append(text::escape_and_cut(shown.base, longest_name)).append(".\n");
    }
    return text;
}

std::string explain_diff_json(const explained_sync& shown) {
    json::writer out(json::layout::lines);
    out.begin_object();
    out.member("format_version", "1.1");
    out.member("tool_version", text::version());
    write_origin_members(out, shown.origin);
    out.member("sync", shown.key);
    out.text_or_null("label", shown.label);
    out.member("sync_id", shown.sync_id);
    out.text_or_null("base", shown.base);
    out.key("attributes");
    out.begin_array();
    for (const diff::attribute_comparison& row : shown.rows) {
        out.begin_object();
        out.member("path", to_string(row.path));
        out.member("equal", row.equal);
        write_member(out, "desired", row.desired_raw);
        if (!shown.stated.parts.empty()) {
            out.key("stated");
            const manifest::traced_value* const found = find(shown.stated, to_string(row.path));
            if (found != nullptr && found->where.known()) {
                out.begin_object();
                write_origin(out, *found, *shown.sources);
                out.end_object();
            } else {
                out.value(nullptr);
            }
        }
        write_member(out, "live", row.live_raw);
        out.member("desired_canonical", row.desired_canonical);
        out.member("live_canonical", row.live_canonical);
        out.member("rule", row.rule);
        if (const plan::field_side* side = side_of(shown, row); side != nullptr) {
            out.text_or_null("moved", to_string(side->moved));
            if (side->base) {
                write_member(out, "base", *side->base);
            }
        }
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return out.take();
}

}  // namespace censusctl::report
