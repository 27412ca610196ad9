#include "report/html_fields.hpp"

#include "report/values.hpp"

namespace censusctl::report {
namespace {

constexpr std::size_t longest_on_page = 2000;

std::string end_of(const std::string& connection, const std::string& object) {
    return connection.empty() || object.empty() ? connection + object : connection + " · " + object;
}

std::string_view class_of(line_mark mark) {
    switch (mark) {
        case line_mark::removed:
            return "value removed";
        case line_mark::added:
            return "value added";
        case line_mark::kept:
        case line_mark::left_out:
            break;
    }
    return "value faint";
}

}  // namespace

void write_value(html_writer& out, const diff::attribute_value& value) {
    out.element("span", shown_value(value, longest_on_page), {{"class", "value"}});
}

void write_values(html_writer& out, const diff::attribute_path& path, const diff::attribute_value* before,
                  const diff::attribute_value& after) {
    if (in_lines(path, before == nullptr ? after : *before, after)) {
        out.open("td", {{"colspan", before == nullptr ? "1" : "2"}});
        out.open("div", {{"class", "lines"}});
        for (const shown_line& line : value_lines(path, before, after, longest_on_page)) {
            out.element("div", line.text, {{"class", class_of(line.mark)}});
        }
        out.close();
        out.close();
        return;
    }
    if (before != nullptr) {
        out.open("td");
        write_value(out, *before);
        out.close();
    }
    out.open("td");
    write_value(out, after);
    out.close();
}

void write_name(html_writer& out, const html_sync_name& sync) {
    const std::string id = sync.sync_id ? "id " + std::to_string(*sync.sync_id) : std::string();
    out.element("strong", sync.key.empty() ? id : sync.key);
    std::string known;
    if (sync.key.empty()) {
        known = sync.label.empty() ? "no label" : sync.label;
    } else {
        known = sync.label == sync.key ? std::string() : sync.label;
        known += known.empty() || id.empty() ? id : ", " + id;
    }
    if (!known.empty()) {
        out.element("div", known);
    }
    if (!sync.place.empty()) {
        out.element("div", sync.place, {{"class", "faint"}});
    }
}

void write_ends(html_writer& out, const plan::lineage& ends) {
    const std::string source = end_of(ends.source, ends.source_object);
    const std::string destination = end_of(ends.destination, ends.destination_object);
    if (source.empty() && destination.empty()) {
        return;
    }
    out.text(source + " → " + destination);
}

void begin_table(html_writer& out, std::string_view caption, const std::vector<std::string_view>& columns) {
    out.open("table", {{"id", "syncs"}, {"class", "main"}});
    out.element("caption", caption);
    out.line();
    out.open("thead");
    out.open("tr");
    for (const std::string_view column : columns) {
        out.element("th", column, {{"scope", "col"}});
    }
    out.close();
    out.close();
    out.line();
    out.open("tbody");
    out.line();
}

void end_table(html_writer& out) {
    out.close();
    out.close();
    out.line();
}

void begin_folded(html_writer& out, std::string_view title) {
    out.open("details");
    out.element("summary", title);
}

}  // namespace censusctl::report
