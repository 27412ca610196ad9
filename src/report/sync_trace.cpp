#include "report/sync_trace.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "json/number.hpp"
#include "manifest/yaml_writer.hpp"
#include "report/diagnostics_json.hpp"
#include "report/display_width.hpp"
#include "report/place.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

using manifest::layer;
using manifest::traced_value;
using shape = traced_value::shape;

/// How wide values may be before their comments leave the column of the others.
constexpr std::size_t comment_column = 48;

std::string_view words_of(layer from) {
    switch (from) {
        case layer::none:
            break;
        case layer::project_defaults:
            return "project defaults";
        case layer::environment_defaults:
            return "environment defaults";
        case layer::file_defaults:
            return "file defaults";
        case layer::sync:
            return "the sync";
        case layer::environment_overrides:
            return "environment overrides";
        case layer::sync_environments:
            return "the sync's own environments";
    }
    return "default";
}

/// As documents have it.
std::string_view name_of(layer from) {
    switch (from) {
        case layer::none:
            break;
        case layer::project_defaults:
            return "project-defaults";
        case layer::environment_defaults:
            return "environment-defaults";
        case layer::file_defaults:
            return "file-defaults";
        case layer::sync:
            return "sync";
        case layer::environment_overrides:
            return "environment-overrides";
        case layer::sync_environments:
            return "sync-environments";
    }
    return "default";
}

/// A line of YAML, and the comment behind it.
struct shown_line {
    std::string yaml;
    std::string comment;
};

class yaml_lines {
public:
    explicit yaml_lines(const diagnostics::source_map& sources) : sources_{sources} {}

    void add_members(const std::vector<traced_value>& members, const std::string& indent,
                     std::string first_indent) {
        for (const traced_value& each : members) {
            add(each, first_indent + safe(each.key) + ":", indent + "  ");
            first_indent = indent;
        }
    }

    [[nodiscard]] const std::vector<shown_line>& lines() const noexcept { return lines_; }

private:
    static std::string safe(const std::string& text) {
        return text::escape_for_terminal(manifest::yaml_scalar(text));
    }

    void add(const traced_value& value, std::string start, const std::string& indent) {
        if (value.parts.empty()) {
            start += ' ';
            start += leaf(value);
            lines_.push_back({std::move(start), origin_text(value, sources_)});
            return;
        }
        if (value.is == shape::mapping) {
            lines_.push_back({std::move(start), {}});
            add_members(value.parts, indent, indent);
            return;
        }
        lines_.push_back({std::move(start), {}});
        for (const traced_value& item : value.parts) {
            if (item.is == shape::mapping && !item.parts.empty()) {
                add_members(item.parts, indent + "  ", indent + "- ");
            } else {
                add(item, indent + "-", indent + "  ");
            }
        }
    }

    static std::string leaf(const traced_value& value) {
        switch (value.is) {
            case shape::null:
                return "null";
            case shape::list:
                return "[]";
            case shape::mapping:
                return "{}";
            case shape::text:
                return safe(value.text);
            case shape::flag:
            case shape::integer:
            case shape::number:
                break;
        }
        return text::escape_for_terminal(value.text);
    }

    const diagnostics::source_map& sources_;
    std::vector<shown_line> lines_;
};

void write_value(json::writer& out, const traced_value& value) {
    const bool raw = value.is == shape::flag || value.is == shape::integer || value.is == shape::number;
    out.key("value");
    if (value.is == shape::null) {
        out.value(nullptr);
    } else if (value.is == shape::list || value.is == shape::mapping) {
        out.raw(value.is == shape::list ? "[]" : "{}");  // what is empty; the rest has paths of its own
    } else if (raw && (value.is == shape::flag || json::is_number(value.text))) {
        out.raw(value.text);
    } else {
        out.value(value.text);
    }
}

void write_values(json::writer& out, const std::vector<traced_value>& values, const std::string& before,
                  const diagnostics::source_map& sources);

void write_one(json::writer& out, const traced_value& value, const std::string& path,
               const diagnostics::source_map& sources) {
    if (!value.parts.empty()) {
        write_values(out, value.parts, path, sources);
        return;
    }
    out.begin_object();
    out.member("path", path);
    write_value(out, value);
    write_origin(out, value, sources);
    out.end_object();
}

/// Mappings by the field that they write, as everywhere; other items by their numbers from 0.
void write_values(json::writer& out, const std::vector<traced_value>& values, const std::string& before,
                  const diagnostics::source_map& sources) {
    std::size_t number = 0;
    for (const traced_value& each : values) {
        std::string path = before;
        if (!each.key.empty()) {
            path += before.empty() ? "" : ".";
            path += each.key;
        } else {
            const auto to = std::ranges::find(each.parts, "to", &traced_value::key);
            const bool by_field = before == "mappings" && to != each.parts.end();
            path += '[';
            path += by_field ? to->text : std::to_string(number);
            path += ']';
        }
        ++number;
        write_one(out, each, path, sources);
    }
}

}  // namespace

std::string origin_text(const traced_value& value, const diagnostics::source_map& sources) {
    std::string text = place_of(value.where, sources);
    if (text.empty()) {
        return std::string(words_of(value.from));
    }
    text.append(", ").append(words_of(value.from));
    if (value.in_files.where.known()) {
        text.append("; '").append(text::escape_and_cut(value.in_files.value, 100));
        text.append("' by connections, ").append(place_of(value.in_files.where, sources));
    }
    for (const manifest::filling_variable& variable : variables_of(value)) {
        const std::string place = place_of(variable.where, sources);
        text.append("; ${").append(variable.name).append("}: ");
        text.append(place.empty() ? "the caller's" : place);
    }
    return text;
}

void write_origin(json::writer& out, const traced_value& value, const diagnostics::source_map& sources) {
    out.member("layer", name_of(value.from));
    write_place(out, value.where, sources);
    out.key("variables");
    out.begin_array();
    for (const manifest::filling_variable& variable : variables_of(value)) {
        out.begin_object();
        out.member("name", variable.name);
        write_place(out, variable.where, sources);
        out.end_object();
    }
    out.end_array();
    if (value.in_files.where.known()) {
        out.key("connection");
        out.begin_object();
        out.member("in_files", value.in_files.value);
        write_place(out, value.in_files.where, sources);
        out.end_object();
    }
}

std::string sync_trace_text(const manifest::traced_sync& shown, const std::string& environment,
                            const diagnostics::source_map& sources) {
    yaml_lines made(sources);
    made.add_members(shown.parts, "    ", "    ");
    std::size_t width = 0;
    for (const auto& [yaml, comment] : made.lines()) {
        const auto columns = static_cast<std::size_t>(display_width(yaml));
        width = !comment.empty() && columns <= comment_column ? std::max(width, columns) : width;
    }
    std::string text = "syncs:\n  ";
    text.append(text::escape_for_terminal(manifest::yaml_scalar(shown.key))).append(":  # ");
    text.append(place_of(shown.where, sources));
    text.append(environment.empty() ? "" : ", environment " + environment).append("\n");
    for (const auto& [yaml, comment] : made.lines()) {
        text += yaml;
        if (!comment.empty()) {
            const auto columns = static_cast<std::size_t>(display_width(yaml));
            text.append(columns < width ? width - columns : 0, ' ').append("  # ").append(comment);
        }
        text += '\n';
    }
    return text;
}

std::string sync_trace_json(const manifest::traced_sync& shown, const std::string& environment,
                            const diagnostics::source_map& sources) {
    json::writer out(json::layout::lines);
    begin_document(out);
    out.text_or_null("environment", environment);
    out.member("sync", shown.key);
    write_place(out, shown.where, sources);
    out.key("values");
    out.begin_array();
    write_values(out, shown.parts, {}, sources);
    out.end_array();
    out.end_object();
    return out.take();
}

}  // namespace censusctl::report
