#include "plan/workspace_identity.hpp"

#include <algorithm>
#include <iterator>

#include "text/digest.hpp"

namespace censusctl::plan {
namespace {

constexpr std::size_t most_named = 10;

using connections = std::vector<bound_connection>;

/// Before anything is read it is not known which groups are worked in.
bool other_groups(const workspace_identity& left, const workspace_identity& right) {
    return !left.groups.empty() && !right.groups.empty() && left.groups != right.groups;
}

/// Where and under what rules, apart from which workspace it is.
bool same_place(const workspace_identity& left, const workspace_identity& right) {
    return left.base_url == right.base_url && left.api == right.api &&
           left.environment == right.environment && !other_groups(left, right);
}

bool same_connection(const bound_connection& left, const bound_connection& right) {
    return left.kind == right.kind && left.id == right.id;
}

/// Connections keep their ids for as long as they live, and no two workspaces share one.
bool share_a_connection(const connections& left, const connections& right) {
    return std::ranges::any_of(left, [&](const bound_connection& item) {
        return std::ranges::any_of(
            right, [&](const bound_connection& other) { return same_connection(item, other); });
    });
}

std::string names_of(const std::vector<std::string>& groups) {
    std::string text;
    for (const std::string& group : groups) {
        text += (text.empty() ? "" : ", ") + group;
    }
    return text;
}

std::string id_text(const std::optional<std::int64_t>& id) {
    return id ? std::to_string(*id) : std::string("of no known id");
}

/// What of `left` is not in `right`.
void add_missing(const connections& left, const connections& right, const std::string& where,
                 std::vector<std::string>& lines) {
    connections only;
    std::ranges::set_difference(left, right, std::back_inserter(only));
    for (std::size_t at = 0; at < only.size() && at < most_named; ++at) {
        lines.push_back("only " + where + ": " + only[at].kind + " " + only[at].id + " '" + only[at].name +
                        "'");
    }
    if (only.size() > most_named) {
        lines.push_back("only " + where + ": " + std::to_string(only.size() - most_named) +
                        " more connections");
    }
}

}  // namespace

std::string workspace_identity::digest() const {
    if (!connections) {
        return {};
    }
    std::string content;
    const auto append = [&content](const std::string& text) {
        content.append(std::to_string(text.size())).append(":").append(text);
    };
    for (const bound_connection& connection : *connections) {
        append(connection.kind);
        append(connection.id);
        append(connection.name);
    }
    return text::sha256(content);
}

std::vector<bound_connection> connections_of(const model::catalogue& metadata) {
    connections found;
    for (const model::source_connection& source : metadata.sources) {
        found.push_back({"source", source.id.text(), source.name});
    }
    for (const model::destination_connection& destination : metadata.destinations) {
        found.push_back({"destination", destination.id.text(), destination.name});
    }
    std::ranges::sort(found);
    return found;
}

likeness likeness_of(const workspace_identity& saved, const workspace_identity& now) {
    if (!same_place(saved, now)) {
        return likeness::other;
    }
    if (saved.id && now.id) {
        return *saved.id == *now.id ? likeness::same : likeness::other;
    }
    if (!saved.connections || !now.connections) {
        return likeness::unknown;
    }
    if (*saved.connections == *now.connections) {
        return likeness::same;
    }
    return share_a_connection(*saved.connections, *now.connections) ? likeness::changed : likeness::other;
}

std::vector<std::string> differences(const workspace_identity& saved, const workspace_identity& now,
                                     const std::string& saved_thing) {
    std::vector<std::string> lines;
    const auto add = [&](const char* what, const std::string& before, const std::string& after) {
        if (before != after) {
            lines.push_back(saved_thing + " was made for the " + what + " '" + before + "', and this is '" +
                            after + "'");
        }
    };
    add("base URL", saved.base_url, now.base_url);
    add("API generation", saved.api, now.api);
    add("environment", saved.environment, now.environment);
    if (other_groups(saved, now)) {
        add("groups", names_of(saved.groups), names_of(now.groups));
    }
    if (saved.id && now.id) {
        add("workspace", id_text(saved.id), id_text(now.id));
        return lines;
    }
    if (!saved.connections) {
        lines.push_back(saved_thing + " does not say in which workspace it was made");
    } else if (now.connections) {
        add_missing(*saved.connections, *now.connections, "where " + saved_thing + " was made", lines);
        add_missing(*now.connections, *saved.connections, "here", lines);
    }
    return lines;
}

}  // namespace censusctl::plan
