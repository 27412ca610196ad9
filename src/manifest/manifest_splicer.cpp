#include "manifest/manifest_splicer.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "manifest/scalar_splicer.hpp"
#include "manifest/yaml_scan.hpp"

namespace censusctl::manifest {
namespace {

constexpr std::string_view blanks = " \t\r";

/// The end of a value on one line, from its first byte; none where it goes on beyond that line.
std::optional<std::size_t> end_on_line(std::string_view text, std::size_t at) {
    const std::size_t line_end = std::min(text.find('\n', at), text.size());
    const char first = at < line_end ? text[at] : '\0';
    std::size_t end = at;
    if (first == '"' || first == '\'') {
        end = after_closing_quote(text, at);
    } else if (first == '{' || first == '[') {
        std::size_t depth = 0;
        for (; end < line_end; ++end) {
            const char each = text[end];
            const bool begins_word = end == at || std::string_view(" {[,:").find(text[end - 1]) != npos;
            if ((each == '"' || each == '\'') && begins_word) {
                end = after_closing_quote(text, end) - 1;
                if (end >= line_end) {
                    return std::nullopt;
                }
            } else if (each == '#' && text[end - 1] == ' ') {
                return std::nullopt;
            } else if (each == '{' || each == '[') {
                ++depth;
            } else if ((each == '}' || each == ']') && --depth == 0) {
                ++end;
                break;
            }
        }
        if (depth != 0) {
            return std::nullopt;
        }
    } else {
        const std::string_view line = text.substr(0, line_end);
        end = std::min(line.find(" #", at), line_end);
        while (end > at && blanks.find(text[end - 1]) != npos) {
            --end;
        }
    }
    return end <= line_end ? std::optional(end) : std::nullopt;
}

class splicer : public text_edits {
public:
    using text_edits::text_edits;

    /// Puts a value behind a colon or dash.
    void replace(const extent& there, const yaml_value& value, std::size_t indent, bool is_item) {
        const std::string_view text = all();
        const std::size_t first = text.find_first_not_of(blanks, there.content);
        yaml_value holder = yaml_value::mapping();
        if (is_item) {
            yaml_value list = yaml_value::list();
            list.in_lines = true;
            list.items.push_back(value);
            holder.add("a", std::move(list));
        } else {
            holder.add("a", value);
        }
        std::string written = yaml_lines(holder, is_item && indent >= 2 ? indent - 2 : indent);
        written.erase(0, is_item ? written.find('-') + 1 : written.find(':') + 1);
        if (first < there.end && text[first] != '\n' && text[first] != '|' && text[first] != '>') {
            const auto end = end_on_line(text, first);
            const bool is_all = end && std::min(text.find('\n', *end), text.size()) + 1 >= there.end;
            if (is_all && written.find('\n') + 1 == written.size()) {
                written.erase(0, 1);
                written.pop_back();
                put(first, *end, std::move(written));
                return;
            }
        }
        if (there.end > 0 && text[there.end - 1] != '\n') {
            written.pop_back();
        }
        put(there.content, there.end, std::move(written));
    }
};

/// One sync of a file in block style.
struct found_sync {
    yaml_node syncs;
    std::size_t index;
    std::size_t next;  ///< the line before which it ends
};

std::optional<found_sync> find_sync(const yaml_tree& read, std::string_view key, std::size_t line_count) {
    const yaml_node root = read.root();
    const auto at = root.find("syncs");
    if (!at || root.style() != yaml_style::block || root.value(*at).style() != yaml_style::block ||
        !root.value(*at).is_mapping()) {
        return std::nullopt;
    }
    const yaml_node syncs = root.value(*at);
    const auto index = syncs.find(key);
    if (!index) {
        return std::nullopt;
    }
    const std::size_t after = *at + 1 < root.size() ? root.key(*at + 1).where().line : line_count;
    return found_sync{syncs, *index, *index + 1 < syncs.size() ? syncs.key(*index + 1).where().line : after};
}

/// Whether keys of a mapping come from elsewhere by `<<`: they follow its own, and stand before them in the
/// file.
bool has_merged_keys(yaml_node mapping) {
    for (std::size_t at = 1; at < mapping.size(); ++at) {
        const diagnostics::span before = mapping.key(at - 1).where();
        const diagnostics::span here = mapping.key(at).where();
        if (here.line < before.line || (here.line == before.line && here.column < before.column)) {
            return true;
        }
    }
    return mapping.size() > 0 && mapping.key(0).where().line < mapping.where().line;
}

/// Which field a mapping writes.
std::string_view to_of(yaml_node item) {
    const auto to = item.find("to");
    return to ? item.value(*to).text() : std::string_view();
}

std::string_view to_of(const yaml_value& item) {
    const yaml_value* to = item.find("to");
    return to == nullptr ? std::string_view() : std::string_view(to->scalar);
}

/// Whether the text has an anchor, or what could be one.
bool has_anchor(std::string_view text) {
    for (std::size_t at = text.find('&'); at != npos; at = text.find('&', at + 1)) {
        if (at == 0 || std::string_view(" \t\n-[{,:").find(text[at - 1]) != npos) {
            return true;
        }
    }
    return false;
}

/// Whether a value of the text is made of a variable.
bool has_variable(std::string_view text) {
    for (std::size_t at = text.find("${"); at != npos; at = text.find("${", at + 1)) {
        if (at == 0 || text[at - 1] != '$') {
            return true;
        }
    }
    return false;
}

std::string lines_of_item(const yaml_value& item, std::size_t indent) {
    yaml_value list = yaml_value::list();
    list.in_lines = true;
    list.items.push_back(item);
    yaml_value holder = yaml_value::mapping();
    holder.add("a", std::move(list));
    const std::string lines = yaml_lines(holder, 0);
    std::string moved;
    // Under `a:` the dash stands two spaces deep.
    for (std::size_t at = lines.find('\n') + 1; at < lines.size();) {
        const std::size_t end = lines.find('\n', at) + 1;
        const std::string line = lines.substr(at, end - at);
        moved += line == "\n" ? line : std::string(indent, ' ') + line.substr(2);
        at = end;
    }
    return moved;
}

bool is_short(const yaml_value& value) {
    const bool is_scalar = value.is == yaml_value::shape::text || value.is == yaml_value::shape::verbatim;
    return is_scalar && value.scalar.find('\n') == npos;
}

std::string written_scalar(const yaml_value& value) {
    return value.is == yaml_value::shape::text ? yaml_scalar(value.scalar) : value.scalar;
}

/// What is to be done within a mapping, before any of it is.
class inner_edits {
public:
    inner_edits(const splicer& in, yaml_node mapping, std::size_t next)
        : in_(in), mapping_(mapping), next_(next) {}

    /// Makes a key what it is wanted to be; false: that takes the mapping as a whole.
    bool take(const std::string& key, const yaml_value* wanted) {
        const auto at = mapping_.find(key);
        if (wanted != nullptr && !is_short(*wanted)) {
            return false;
        }
        if (wanted == nullptr) {
            return at && remove(*at);  // where neither has it, the key is not what differs
        }
        return at ? change(mapping_.value(*at), *wanted) : add(key, *wanted);
    }

    void put_into(splicer& to) && {
        for (const piece& each : pieces_) {
            to.put(each.from, each.to, each.text);
        }
        if (!lines_.empty()) {
            const extent last = in_.extent_of(mapping_, mapping_.size() - 1, next_);
            to.insert(last.end, std::move(lines_));
        }
    }

private:
    struct piece {
        std::size_t from;
        std::size_t to;
        std::string text;
    };

    bool change(yaml_node there, const yaml_value& wanted) {
        if (!there.is_scalar()) {
            return false;
        }
        const scalar_extent found = extent_of_scalar(in_, there);
        if (found.refusal.empty()) {
            pieces_.push_back({found.from, found.to, written_scalar(wanted)});
        }
        return found.refusal.empty();
    }

    /// Of a mapping in lines, but for its first key, before which a dash may stand.
    bool remove(std::size_t at) {
        if (mapping_.style() != yaml_style::block || at == 0) {
            return false;
        }
        const extent there = in_.extent_of(mapping_, at, next_);
        pieces_.push_back({there.start, there.end, {}});
        return at + 1 < mapping_.size();  // further ones go after the last, which must stay
    }

    bool add(const std::string& key, const yaml_value& wanted) {
        const std::string member = key + ": " + written_scalar(wanted);
        if (mapping_.size() == 0) {
            return false;
        }
        if (mapping_.style() == yaml_style::block) {
            lines_ += std::string(mapping_.key(0).where().column - 1, ' ') + member + "\n";
            return true;
        }
        const yaml_node last = mapping_.value(mapping_.size() - 1);
        if (!last.is_scalar()) {
            return false;
        }
        const scalar_extent found = extent_of_scalar(in_, last);
        if (found.refusal.empty()) {
            pieces_.push_back({found.to, found.to, ", " + member});
        }
        return found.refusal.empty();
    }

    const splicer& in_;
    yaml_node mapping_;
    std::size_t next_;
    std::vector<piece> pieces_;
    std::string lines_;
};

/// Changes those keys of a mapping alone that differ; false where it must be replaced as a whole, and nothing
/// is done.
bool splice_within(splicer& to, yaml_node there, const yaml_value& wanted, const splice& edit,
                   const std::string& name, std::size_t next) {
    const auto differing = edit.within.find(name);
    if (differing == edit.within.end() || differing->second.empty() || !there.is_mapping() ||
        wanted.is != yaml_value::shape::mapping) {
        return false;
    }
    inner_edits edits(to, there, next);
    for (const std::string& key : differing->second) {
        // Which other keys have a meaning depends on it.
        if (key == "frequency" || key == "cron_expression" || !edits.take(key, wanted.find(key))) {
            return false;
        }
    }
    std::move(edits).put_into(to);
    return true;
}

/// Item by item, where the list stands in lines.
bool splice_mappings(splicer& to, yaml_node there, const splice& edit, std::size_t next) {
    const yaml_value* wanted = edit.declared.find("mappings");
    if (!there.is_sequence() || there.style() != yaml_style::block || there.size() == 0 ||
        wanted == nullptr || wanted->items.empty()) {
        return false;
    }
    std::size_t kept = 0;
    std::set<std::string, std::less<>> declared;
    std::vector<extent> extents;
    std::size_t indent = 0;
    for (std::size_t at = 0; at < there.size(); ++at) {
        const yaml_node item = there.item(at);
        const std::size_t line = item.where().line;
        const std::size_t following = at + 1 < there.size() ? there.item(at + 1).where().line : next;
        if (following == line || !item.is_mapping()) {
            return false;
        }
        extent part = to.extent_of(line, following, 0);
        part.content = part.start;
        const std::string_view text = to.of(part);
        const std::size_t dash = text.find_first_not_of(' ');
        if (dash == npos || text[dash] != '-') {
            return false;
        }
        indent = dash;
        part.content = part.start + dash + 1;
        extents.push_back(part);
        declared.emplace(to_of(item));
    }
    for (std::size_t at = 0; at < there.size(); ++at) {
        const std::string_view field = to_of(there.item(at));
        const auto now =
            std::ranges::find_if(wanted->items, [&](const auto& each) { return to_of(each) == field; });
        if (now == wanted->items.end()) {
            if (edit.fields.contains(std::string(field))) {
                to.remove(extents[at]);
                continue;
            }
        } else if (edit.fields.contains(std::string(field))) {
            const std::size_t following = at + 1 < there.size() ? there.item(at + 1).where().line : next;
            const std::string name = "mappings[" + std::string(field) + "]";
            if (!splice_within(to, there.item(at), *now, edit, name, following)) {
                to.replace(extents[at], *now, indent, true);
            }
        }
        ++kept;
    }
    std::string more;
    for (const yaml_value& item : wanted->items) {
        if (!declared.contains(to_of(item))) {
            more += lines_of_item(item, indent);
        }
    }
    if (kept == 0 && more.empty()) {
        return false;
    }
    if (!more.empty()) {
        to.insert(extents.back().end, std::move(more));
    }
    return true;
}

spliced_text refused(std::string why) {
    return {{}, std::move(why)};
}

constexpr std::string_view in_brackets = "it is written in brackets, or not where syncs are";

}  // namespace

spliced_text splice_sync(std::string_view text, const yaml_tree& read, const splice& edit) {
    splicer to(text);
    const auto found = find_sync(read, edit.sync, to.line_count());
    if (!found) {
        return refused(std::string(in_brackets));
    }
    const yaml_node sync = found->syncs.value(found->index);
    if (has_merged_keys(found->syncs) || has_merged_keys(sync)) {
        return refused("it takes keys from an anchor (`<<`), which others may use");
    }
    if (!sync.is_mapping() || sync.style() != yaml_style::block || sync.size() == 0 ||
        sync.key(0).where().line <= found->syncs.key(found->index).where().line ||
        sync.key(0).where().line >= found->next) {
        return refused(std::string(in_brackets));
    }
    const std::size_t indent = sync.key(0).where().column - 1;
    yaml_value more = yaml_value::mapping();
    for (const std::string& key : edit.keys) {
        const yaml_value* wanted = edit.declared.find(key);
        const auto at = sync.find(key);
        if (!at) {
            if (wanted == nullptr) {
                return refused("its `" + key +
                               "` comes from defaults, and no file can take it away for one sync");
            }
            continue;
        }
        const extent there = to.extent_of(sync, *at, found->next);
        if (has_anchor(to.of(there))) {
            return refused("its `" + key + "` has an anchor, which others may use");
        }
        if (has_variable(to.of(there))) {
            return refused("its `" + key + "` has a variable in it, which means other things elsewhere");
        }
        if (wanted == nullptr) {
            to.remove(there);
            continue;
        }
        const std::size_t following = *at + 1 < sync.size() ? sync.key(*at + 1).where().line : found->next;
        const bool is_done = key == "mappings"
                                 ? splice_mappings(to, sync.value(*at), edit, following)
                                 : splice_within(to, sync.value(*at), *wanted, edit, key, following);
        if (!is_done) {
            to.replace(there, *wanted, indent, false);
        }
    }
    // In the order of the format, after what is there.
    for (const auto& [key, value] : edit.declared.members) {
        if (edit.keys.contains(key) && !sync.find(key)) {
            more.add(key, value);
        }
    }
    if (!more.members.empty()) {
        // Before the mappings, which are long, where they come last.
        const auto mappings = sync.find("mappings");
        const bool before = mappings && *mappings + 1 == sync.size() && *mappings > 0;
        const extent last = to.extent_of(sync, before ? *mappings - 1 : sync.size() - 1, found->next);
        to.insert(last.end, yaml_lines(more, indent));
    }
    return {to.result(), {}};
}

spliced_text splice_sync_out(std::string_view text, const yaml_tree& read, std::string_view sync) {
    splicer to(text);
    const auto found = find_sync(read, sync, to.line_count());
    if (!found) {
        return refused(std::string(in_brackets));
    }
    if (has_merged_keys(found->syncs)) {
        return refused("it stands with syncs that come from an anchor (`<<`)");
    }
    if (found->syncs.size() == 1) {
        return refused("it is the only sync of its file: delete the file instead");
    }
    const extent there = to.extent_of(found->syncs, found->index, found->next);
    if (has_anchor(text.substr(there.start, there.end - there.start))) {
        return refused("it has an anchor, which others may use");
    }
    to.remove(there);
    return {to.result(), {}};
}

}  // namespace censusctl::manifest
