#include "report/explain_diff.hpp"

#include <algorithm>

#include "report/json_writer.hpp"
#include "report/paint.hpp"
#include "report/values.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

constexpr std::size_t longest_name = 200;

void line(std::string& text, std::string_view title, const std::string& value) {
    text.append("    ").append(title).append(value).append("\n");
}

std::string canonical(const std::string& form, std::size_t limit) {
    return form.empty() ? "(empty)" : text::escape_and_cut(form, limit);
}

bool is_under(std::string_view path, std::string_view field) {
    if (path.substr(0, field.size()) != field) {
        return false;
    }
    // A field's name may begin like another's: "schedule.hour" is not under "schedule.h".
    return path.size() == field.size() || path[field.size()] == '.' || path[field.size()] == '[';
}

}  // namespace

std::vector<diff::attribute_comparison> under(std::vector<diff::attribute_comparison> rows,
                                              std::string_view field) {
    if (!field.empty()) {
        rows.erase(
            std::remove_if(rows.begin(), rows.end(),
                           [&](const diff::attribute_comparison& row) { return !is_under(row.path, field); }),
            rows.end());
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
    for (const diff::attribute_comparison& row : shown.rows) {
        different += row.equal ? 0U : 1U;
        text += "  ";
        const std::string path = text::escape_and_cut(row.path, longest_name);
        paint(text, (row.equal ? "= " : "! ") + path, row.equal ? colour::green : colour::red, style);
        text += row.equal ? "  equal\n" : "  different\n";
        line(text, "file:           ", shown_value(row.desired_raw, room));
        line(text, "live:           ", shown_value(row.live_raw, room));
        line(text, "file, compared: ", canonical(row.desired_canonical, room));
        line(text, "live, compared: ", canonical(row.live_canonical, room));
        line(text, "rule:           ", text::escape_for_terminal(row.rule));
    }
    text.append(shown.rows.empty() ? "" : "\n");
    text.append(std::to_string(shown.rows.size()))
        .append(shown.rows.size() == 1 ? " attribute, " : " attributes, ");
    text.append(std::to_string(different)).append(" different.\n");
    return text;
}

std::string explain_diff_json(const explained_sync& shown) {
    json_writer out;
    out.begin_object();
    out.member("format_version", "1.0");
    out.member("tool_version", CENSUSCTL_VERSION);
    out.member("sync", shown.key);
    out.text_or_null("label", shown.label);
    out.member("sync_id", shown.sync_id);
    out.key("attributes");
    out.begin_array();
    for (const diff::attribute_comparison& row : shown.rows) {
        out.begin_object();
        out.member("path", row.path);
        out.member("equal", row.equal);
        out.member("desired", row.desired_raw);
        out.member("live", row.live_raw);
        out.member("desired_canonical", row.desired_canonical);
        out.member("live_canonical", row.live_canonical);
        out.member("rule", row.rule);
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return out.take();
}

}  // namespace censusctl::report
