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

void line(std::string& text, std::string_view title, const std::string& value) {
    text.append("    ").append(title).append(value).append("\n");
}

std::string canonical(const std::string& form, std::size_t limit) {
    return form.empty() ? "(empty)" : text::escape_and_cut(form, limit);
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
    const auto room = static_cast<std::size_t>(std::clamp(style.width, 40, 1000)) - 22;
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
        line(text, "file:           ", shown_value(row.desired_raw, room));
        if (!shown.stated.parts.empty()) {
            const manifest::traced_value* const found = find(shown.stated, to_string(row.path));
            const bool standard = !diff::is_null(row.desired_raw);
            line(text, "stated:         ",
                 found != nullptr && found->where.known() ? origin_text(*found, *shown.sources)
                 : standard                               ? "nowhere: it is the default"
                                                          : "nowhere");
        }
        line(text, "live:           ", shown_value(row.live_raw, room));
        line(text, "file, compared: ", canonical(row.desired_canonical, room));
        line(text, "live, compared: ", canonical(row.live_canonical, room));
        if (const plan::field_side* side = side_of(shown, row); side != nullptr) {
            line(text, "whose change:   ", std::string(words_of(side->moved)));
            if (side->base) {
                line(text, "before:         ", shown_value(*side->base, room));
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
