#include "report/workspace_only.hpp"

#include "report/longest.hpp"
#include "report/markdown.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

constexpr std::size_t most_syncs = 10;
constexpr std::size_t most_paths = 3;

}  // namespace

std::vector<std::string> workspace_only_lines(const std::vector<plan::workspace_only>& all) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < all.size() && at < most_syncs; ++at) {
        const plan::workspace_only& each = all[at];
        std::string line =
            text::escape_and_cut(each.sync, longest_name) + " (id " + std::to_string(each.sync_id) + "): ";
        for (std::size_t path = 0; path < each.paths.size() && path < most_paths; ++path) {
            line += (path == 0 ? "" : ", ") + text::escape_and_cut(each.paths[path], longest_name);
        }
        if (each.paths.size() > most_paths) {
            line += " and " + std::to_string(each.paths.size() - most_paths) + " more";
        }
        lines.push_back(std::move(line));
    }
    if (all.size() > most_syncs) {
        lines.push_back("and " + text::counted(all.size() - most_syncs, "more sync"));
    }
    return lines;
}

std::string workspace_only_markdown(const std::vector<plan::workspace_only>& all, std::size_t& left) {
    if (all.empty()) {
        return {};
    }
    std::string lines;
    for (const std::string& line : workspace_only_lines(all)) {
        lines += line + "\n";
    }
    std::string text = std::string("<details><summary>") + workspace_only_title + "</summary>\n\n" +
                       markdown_block("text", lines) + "\n</details>\n\n";
    if (text.size() > left) {
        return {};
    }
    left -= text.size();
    return text;
}

void write_workspace_only(html_writer& out, const std::vector<plan::workspace_only>& all) {
    const std::vector<std::string> lines = workspace_only_lines(all);
    if (lines.empty()) {
        return;
    }
    out.element("h2", workspace_only_title);
    out.open("ul");
    for (const std::string& line : lines) {
        out.element("li", line);
    }
    out.close();
    out.line();
}

void write_workspace_only(json::writer& out, const std::vector<plan::workspace_only>& all) {
    out.key("workspace_only");
    out.begin_array();
    for (const plan::workspace_only& each : all) {
        out.begin_object(json::layout::one_line);
        out.member("sync", each.sync);
        out.member("sync_id", each.sync_id);
        out.key("paths").begin_array();
        for (const std::string& path : each.paths) {
            out.value(path);
        }
        out.end_array();
        out.end_object();
    }
    out.end_array();
}

}  // namespace censusctl::report
