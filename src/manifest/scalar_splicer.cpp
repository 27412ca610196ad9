#include "manifest/scalar_splicer.hpp"

#include <algorithm>
#include <optional>

#include "manifest/yaml_scan.hpp"

namespace censusctl::manifest {
namespace {

constexpr std::string_view spaces_and_tabs = " \t";

spliced_text no_splice(std::string why) {
    return {{}, std::move(why)};
}

/// The scalar at a place; of what aliases repeat, the first that is met.
std::optional<yaml_node> find_scalar(const yaml_tree& read, diagnostics::span where) {
    std::vector<yaml_node> open{read.root()};
    while (!open.empty()) {
        const yaml_node node = open.back();
        open.pop_back();
        if (node.is_scalar() && node.where().line == where.line && node.where().column == where.column) {
            return node;
        }
        for (std::size_t at = 0; at < node.size(); ++at) {
            open.push_back(node.is_mapping() ? node.value(at) : node.item(at));
        }
    }
    return std::nullopt;
}

/// Whether an anchor or a tag stands before what is at `at`.
bool has_properties(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    const std::size_t end = before.find_last_not_of(" \t\r\n");
    if (end == npos || end + 1 == at) {
        return false;
    }
    const std::size_t start = before.find_last_of(" \t\r\n[{,", end);
    const char first = before[start == npos ? 0 : start + 1];
    return first == '&' || first == '!';
}

/// Puts a scalar in place of one that is there; why it cannot: raw.
std::string put_scalar(text_edits& to, yaml_node there, const std::string& written) {
    scalar_extent found = extent_of_scalar(to, there);
    if (found.refusal.empty()) {
        to.put(found.from, found.to, written);
    }
    return std::move(found.refusal);
}

/// The lines of a mapping that is not there, so many levels deep.
std::string nested_lines(const std::vector<std::string>& path, std::size_t level, std::size_t indent,
                         const written_scalars& values) {
    std::string lines;
    for (; level < path.size(); ++level, indent += 2) {
        lines += std::string(indent, ' ') + path[level] + ":\n";
    }
    for (const auto& [key, value] : values) {
        lines += std::string(indent, ' ').append(key).append(": ").append(value).append("\n");
    }
    return lines;
}

/// The same in brackets, as a member of what it is in.
std::string nested_brackets(const std::vector<std::string>& path, std::size_t level,
                            const written_scalars& values) {
    std::string opened;
    std::string closed;
    for (; level < path.size(); ++level) {
        opened += path[level] + ": {";
        closed += '}';
    }
    std::string members;
    for (const auto& [key, value] : values) {
        members.append(members.empty() ? "" : ", ").append(key).append(": ").append(value);
    }
    return opened + members + closed;
}

/// Adds members to a mapping that is there and ends before line `next`; why it cannot: raw.
std::string add_members(text_edits& to, yaml_node mapping, std::size_t next,
                        const std::vector<std::string>& path, std::size_t level,
                        const written_scalars& values) {
    if (mapping.style() == yaml_style::block) {
        // Before the mappings of a sync, which are long, where they come last.
        const std::size_t size = mapping.size();
        const bool before = size > 1 && mapping.key(size - 1).text() == "mappings";
        const extent last = to.extent_of(mapping, size - (before ? 2 : 1), next);
        to.insert(last.end, nested_lines(path, level, mapping.key(0).where().column - 1, values));
        return {};
    }
    const std::size_t at = to.offset_of(mapping.where());
    if (at >= to.all().size() || to.all()[at] != '{') {
        return "it is not written where it stands";
    }
    to.put(at + 1, at + 1, nested_brackets(path, level, values) + (mapping.size() == 0 ? "" : ", "));
    return {};
}

}  // namespace

scalar_extent extent_of_scalar(const text_edits& in, yaml_node there) {
    const std::string_view text = in.all();
    const std::size_t from = in.offset_of(there.where());
    const char first = from < text.size() ? text[from] : '\0';
    if (first == '&' || first == '!' || has_properties(text, from)) {
        return {0, 0, "it has an anchor, which others may use, or a tag"};
    }
    if (first == '|' || first == '>') {
        return {0, 0, "it is written as a block of lines"};
    }
    std::size_t end = from;
    if (first == '"' || first == '\'') {
        end = after_closing_quote(text, from);
    } else if (first == '*') {
        end = std::min(text.find_first_of(" \t\r\n,]}", from), text.size());
    } else if (text.substr(from).starts_with(there.text())) {
        end = from + there.text().size();
    }
    if (end == npos || end == from || text.substr(from, end - from).find('\n') != npos) {
        return {0, 0, "it goes over several lines"};
    }
    return {from, end, {}};
}

spliced_text splice_scalars(std::string_view text, const yaml_tree& read,
                            const std::vector<scalar_edit>& edits) {
    text_edits to(text);
    for (const scalar_edit& edit : edits) {
        const auto there = find_scalar(read, edit.where);
        std::string why = there ? put_scalar(to, *there, edit.written) : "it is not where it was";
        if (!why.empty()) {
            return no_splice(std::move(why));
        }
    }
    return {to.result(), {}};
}

spliced_text splice_keys(std::string_view text, const yaml_tree& read, const std::vector<std::string>& path,
                         const written_scalars& values) {
    text_edits to(text);
    yaml_node mapping = read.root();
    if (!mapping.is_mapping()) {
        return no_splice("the file is no mapping");
    }
    std::size_t next = to.line_count();
    for (std::size_t level = 0; level < path.size(); ++level) {
        const auto at = mapping.find(path[level]);
        if (!at) {
            std::string why = add_members(to, mapping, next, path, level, values);
            return why.empty() ? spliced_text{to.result(), {}} : no_splice(std::move(why));
        }
        const yaml_node inner = mapping.value(*at);
        const std::size_t key = to.offset_of(mapping.key(*at).where());
        const std::size_t colon = text.find(':', key);
        const std::size_t first = colon == npos ? npos : text.find_first_not_of(spaces_and_tabs, colon + 1);
        const bool is_own = first != npos && text[first] != '*' && text[first] != '&' && text[first] != '!';
        if (!inner.is_mapping() || !is_own) {
            return no_splice("`" + path[level] + "` is no mapping of its own");
        }
        next = mapping.style() == yaml_style::block && *at + 1 < mapping.size()
                   ? mapping.key(*at + 1).where().line
                   : next;
        mapping = inner;
    }
    written_scalars more;
    for (const auto& [key, value] : values) {
        const auto at = mapping.find(key);
        if (!at) {
            more.emplace_back(key, value);
            continue;
        }
        const yaml_node there = mapping.value(*at);
        std::string why = there.is_scalar() ? put_scalar(to, there, value) : "it has no value";
        if (!why.empty()) {
            return no_splice(why.insert(0, "`" + key + "` cannot be changed in place: "));
        }
    }
    if (!more.empty()) {
        std::string why = add_members(to, mapping, next, path, path.size(), more);
        if (!why.empty()) {
            return no_splice(std::move(why));
        }
    }
    return {to.result(), {}};
}

}  // namespace censusctl::manifest
