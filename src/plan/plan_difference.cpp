#include "plan/plan_difference.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "plan/fingerprint.hpp"

namespace censusctl::plan {
namespace {

std::unordered_map<std::string, const change*> by_id(const plan& whole) {
    std::unordered_map<std::string, const change*> index;
    for (const change& one : whole.changes) {
        index.emplace(one.id(), &one);
    }
    return index;
}

bool same_paths(const diff::field_change& left, const diff::field_change& right) {
    return left.path == right.path;
}

/// The paths that only one of two actions changes, or that they change to other values.
std::string differing_paths(const change& expected, const change& made) {
    std::vector<std::string> paths;
    const auto collect = [&paths](const change& from, const change& other) {
        for (const diff::field_change& field : from.fields) {
            const auto twin =
                std::find_if(other.fields.begin(), other.fields.end(),
                             [&](const diff::field_change& one) { return same_paths(one, field); });
            const bool same = twin != other.fields.end() && *twin == field;
            if (!same && std::find(paths.begin(), paths.end(), field.path) == paths.end()) {
                paths.push_back(field.path);
            }
        }
    };
    collect(made, expected);
    collect(expected, made);
    std::string text;
    for (const std::string& path : paths) {
        text += (text.empty() ? "" : ", ") + path;
    }
    return text;
}

}  // namespace

std::vector<std::string> plan_difference(const plan& expected, const plan& made) {
    const auto before = by_id(expected);
    const auto after = by_id(made);
    std::vector<std::string> lines;
    for (const change& one : made.changes) {
        const auto twin = before.find(one.id());
        if (twin == before.end()) {
            lines.push_back(one.id() + " was not expected");
        } else if (action_content(*twin->second) != action_content(one)) {
            const std::string paths = differing_paths(*twin->second, one);
            lines.push_back(one.id() + " is another: " + (paths.empty() ? "its sync or its reason" : paths));
        }
    }
    for (const change& one : expected.changes) {
        if (after.count(one.id()) == 0) {
            lines.push_back(one.id() + " was expected, and is not planned");
        }
    }
    return lines;
}

}  // namespace censusctl::plan
