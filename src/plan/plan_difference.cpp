#include "plan/plan_difference.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "plan/fingerprint.hpp"

namespace censusctl::plan {
namespace {

std::unordered_map<std::string, const change*> by_id(const plan& whole) {
    std::unordered_map<std::string, const change*> index;
    for (const change& change : whole.changes) {
        index.emplace(change.id(), &change);
    }
    return index;
}

/// A plan that was read back from a document holds values in the document's form.
bool same_values(const diff::field_change& left, const diff::field_change& right) {
    return diff::in_document(left.before) == diff::in_document(right.before) &&
           diff::in_document(left.after) == diff::in_document(right.after);
}

bool same_paths(const diff::field_change& left, const diff::field_change& right) {
    return left.path == right.path;
}

/// The paths that only one of two actions changes, or that they change to other values.
std::string differing_paths(const change& expected, const change& result) {
    std::vector<std::string> paths;
    const auto collect = [&paths](const change& from, const change& other) {
        for (const diff::field_change& field : from.fields) {
            const auto twin =
                std::find_if(other.fields.begin(), other.fields.end(),
                             [&](const diff::field_change& one) { return same_paths(one, field); });
            const bool same = twin != other.fields.end() && same_values(*twin, field);
            std::string path = to_string(field.path);
            if (!same && std::find(paths.begin(), paths.end(), path) == paths.end()) {
                paths.push_back(std::move(path));
            }
        }
    };
    collect(result, expected);
    collect(expected, result);
    std::string text;
    for (const std::string& path : paths) {
        text += (text.empty() ? "" : ", ") + path;
    }
    return text;
}

}  // namespace

std::vector<std::string> plan_difference(const plan& expected, const plan& plan) {
    const auto before = by_id(expected);
    const auto after = by_id(plan);
    std::vector<std::string> lines;
    for (const change& change : plan.changes) {
        const auto twin = before.find(change.id());
        if (twin == before.end()) {
            lines.push_back(change.id() + " was not expected");
        } else if (action_content(*twin->second) != action_content(change)) {
            const std::string paths = differing_paths(*twin->second, change);
            lines.push_back(change.id() +
                            " is another: " + (paths.empty() ? "its sync or its reason" : paths));
        }
    }
    for (const change& item : expected.changes) {
        if (after.count(item.id()) == 0) {
            lines.push_back(item.id() + " was expected, and is not planned");
        }
    }
    return lines;
}

}  // namespace censusctl::plan
