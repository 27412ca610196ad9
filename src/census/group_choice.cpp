#include "census/group_choice.hpp"

#include <algorithm>
#include <set>

#include "text/escape.hpp"

namespace censusctl::census {
namespace {

constexpr std::size_t longest_name = 200;
constexpr const char* how_to_say = "write `group_id` under `workspace` in censusctl.yaml";

std::string names_of(const std::set<std::string>& groups) {
    std::string text;
    for (const std::string& group : groups) {
        text += (text.empty() ? "'" : ", '") + text::escape_and_cut(group, longest_name) + "'";
    }
    return text;
}

http::failure undecided(std::string message, std::string hint) {
    http::failure problem;
    problem.stage = http::stage::decode;
    problem.sent = http::sent_state::answered;
    problem.method = "GET";
    problem.target = "/sources";
    problem.message = std::move(message);
    problem.hint = std::move(hint);
    return problem;
}

template <class Row>
void keep_rows(std::vector<Row>& rows, const group_names& groups) {
    if (groups.empty()) {
        return;
    }
    std::erase_if(rows, [&](const Row& row) {
        return !row.group.empty() && std::ranges::find(groups, row.group) == groups.end();
    });
}

}  // namespace

result<group_names> choose_groups(const std::vector<model::source_connection>& sources,
                                  const model::references& wanted, const group_names& stated) {
    std::set<std::string> all;
    for (const model::source_connection& source : sources) {
        all.insert(source.group);
    }
    all.erase(std::string());
    if (all.empty()) {
        return group_names();
    }
    for (const std::string& group : stated) {
        if (!all.contains(group)) {
            return undecided(
                "the token sees no source in the group '" + text::escape_and_cut(group, longest_name) + "'",
                "the groups that it sees are " + names_of(all));
        }
    }
    if (!stated.empty()) {
        return stated;
    }
    if (all.size() == 1) {
        return group_names{*all.begin()};
    }
    model::catalogue metadata;
    metadata.sources = sources;
    std::set<std::string> used;
    for (const auto& use : wanted.sources) {
        for (const std::size_t at : model::find_sources(metadata, use.connection)) {
            used.insert(sources[at].group);
        }
    }
    used.erase(std::string());
    if (used.empty()) {
        return undecided("the token sees several groups, " + names_of(all) +
                             ", and no source of the files says in which one they are",
                         how_to_say);
    }
    return group_names(used.begin(), used.end());
}

void keep_groups(std::vector<model::source_connection>& sources, const group_names& groups) {
    keep_rows(sources, groups);
}

void keep_groups(std::vector<model::destination_connection>& destinations, const group_names& groups) {
    keep_rows(destinations, groups);
}

void keep_groups(std::vector<model::live_sync>& syncs, const group_names& groups) {
    keep_rows(syncs, groups);
}

}  // namespace censusctl::census
