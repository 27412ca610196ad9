#include "manifest/manifest_writer.hpp"

#include <algorithm>
#include <array>

#include "manifest/config_reader.hpp"

namespace censusctl::manifest {
namespace {

using declarations_of_syncs = std::vector<std::pair<std::string, yaml_value>>;

/// These merge with defaults key by key; all others are replaced as a whole.
constexpr std::array<std::string_view, 2> merged{"source", "destination"};
/// These belong to one sync.
constexpr std::array<std::string_view, 3> own{"label", "id", "mappings"};

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

/// Of several sources or destinations: all that they say if that is alike, else the connection if that is.
yaml_value shared_members(const std::vector<const yaml_value*>& all) {
    const auto alike = [&all](auto part) {
        return std::ranges::all_of(
            all, [&](const yaml_value* other) { return part(*other) == part(*all.front()); });
    };
    if (alike([](const yaml_value& whole) { return whole; })) {
        return *all.front();
    }
    yaml_value shared = yaml_value::mapping();
    if (alike([](const yaml_value& whole) { return *whole.find("connection"); })) {
        shared.add("connection", *all.front()->find("connection"));
    }
    return shared;
}

/// Takes what every sync says alike out of all of them.
yaml_value lift_defaults(declarations_of_syncs& syncs) {
    yaml_value defaults = yaml_value::mapping();
    if (syncs.size() < 2) {
        return defaults;
    }
    const yaml_value first = syncs.front().second;
    for (const auto& [key, value] : first.members) {
        if (is_one_of(own, key)) {
            continue;
        }
        std::vector<const yaml_value*> all;
        for (const auto& sync : syncs) {
            if (const yaml_value* there = sync.second.find(key)) {
                all.push_back(there);
            }
        }
        if (all.size() != syncs.size()) {
            continue;
        }
        const bool by_key = is_one_of(merged, key);
        const bool alike = std::ranges::all_of(
            all, [&, whole = &value](const yaml_value* other) { return *other == *whole; });
        yaml_value shared = by_key ? shared_members(all) : value;
        if (by_key ? shared.members.empty() : !alike) {
            continue;
        }
        for (auto& sync : syncs) {
            auto& members = sync.second.members;
            const auto member = std::ranges::find_if(
                members, [&, name = std::string_view(key)](const auto& each) { return each.first == name; });
            for (const auto& part : shared.members) {
                member->second.remove(part.first);
            }
            if (!by_key || member->second.members.empty()) {
                members.erase(member);
            }
        }
        defaults.add(key, std::move(shared));
    }
    defaults.in_lines = std::ranges::any_of(defaults.members, [](const auto& member) {
        return member.second.is == yaml_value::shape::mapping || member.second.is == yaml_value::shape::list;
    });
    return defaults;
}

declarations_of_syncs declared(const std::vector<written_sync>& syncs,
                               const std::set<std::string>& stated_below) {
    declarations_of_syncs all;
    all.reserve(syncs.size());
    for (const written_sync& sync : syncs) {
        all.emplace_back(sync.key, declaration_of(sync, stated_below));
    }
    return all;
}

/// The offset of a line, from 1; the end of the text beyond its last.
std::size_t start_of_line(std::string_view text, std::size_t line) {
    std::size_t at = 0;
    for (std::size_t each = 1; each < line && at < text.size(); ++each) {
        const std::size_t end = text.find('\n', at);
        at = end == std::string_view::npos ? text.size() : end + 1;
    }
    return at;
}

/// Up over blank lines and comments that belong to what follows.
std::size_t before_comments(std::string_view text, std::size_t line, std::size_t first) {
    while (line > first) {
        const std::size_t start = start_of_line(text, line - 1);
        const std::string_view above = text.substr(start, start_of_line(text, line) - start);
        if (!above.starts_with('#') && above.find_first_not_of(" \r\n") != std::string_view::npos) {
            break;
        }
        --line;
    }
    return line;
}

}  // namespace

std::set<std::string> default_keys_of(yaml_node root) {
    std::set<std::string> keys;
    if (const auto defaults = defaults_of(root)) {
        for (std::size_t at = 0; at < defaults->size(); ++at) {
            keys.emplace(defaults->key(at).text());
        }
    }
    return keys;
}

std::string manifest_text(const std::vector<written_sync>& syncs, std::string_view schema,
                          const std::set<std::string>& stated_below) {
    declarations_of_syncs all = declared(syncs, stated_below);
    yaml_value root = yaml_value::mapping();
    root.add("version", yaml_value::number(1));
    if (yaml_value defaults = lift_defaults(all); !defaults.members.empty()) {
        root.add("defaults", std::move(defaults));
    }
    yaml_value under = yaml_value::mapping();
    under.in_lines = true;
    under.members = std::move(all);
    root.add("syncs", std::move(under));
    std::string text;
    if (!schema.empty()) {
        text = "# yaml-language-server: $schema=" + std::string(schema) + "\n";
    }
    return text + yaml_lines(root, 0);
}

std::optional<std::string> extended_text(std::string_view text, const yaml_tree& read,
                                         const std::vector<written_sync>& syncs,
                                         std::set<std::string> stated_below) {
    const yaml_node root = read.root();
    if (!root.is_mapping() || root.style() != yaml_style::block) {
        return std::nullopt;
    }
    const auto at = root.find("syncs");
    if (!at) {
        return std::nullopt;
    }
    const yaml_node there = root.value(*at);
    if (!there.is_mapping() || there.style() != yaml_style::block || there.size() == 0) {
        return std::nullopt;
    }
    stated_below.merge(default_keys_of(root));
    const diagnostics::span first = there.key(0).where();
    std::size_t offset = text.size();
    if (*at + 1 < root.size()) {
        const std::size_t next = root.key(*at + 1).where().line;
        offset =
            start_of_line(text, before_comments(text, next, there.key(there.size() - 1).where().line + 1));
    }
    yaml_value more = yaml_value::mapping();
    more.members = declared(syncs, stated_below);
    std::string lines = yaml_lines(more, first.column - 1);
    if (offset > 0 && text[offset - 1] != '\n') {
        lines.insert(0, 1, '\n');
    }
    if (text.find("\r\n") != std::string_view::npos) {
        std::string with_returns;
        for (const char each : lines) {
            with_returns += each == '\n' ? "\r\n" : std::string(1, each);
        }
        lines = std::move(with_returns);
    }
    return std::string(text.substr(0, offset)) + lines + std::string(text.substr(offset));
}

}  // namespace censusctl::manifest
