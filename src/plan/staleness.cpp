#include "plan/staleness.hpp"

#include <string_view>
#include <unordered_map>
#include <utility>

#include "plan/fingerprint.hpp"

namespace censusctl::plan {
namespace {

/// The live syncs by what actions name them by.
struct live_index {
    explicit live_index(const std::vector<model::live_sync>& live) {
        for (const model::live_sync& one : live) {
            by_id.emplace(one.id, &one);
            by_label.emplace(one.spec.label, &one);
        }
    }
    std::unordered_map<std::int64_t, const model::live_sync*> by_id;
    std::unordered_map<std::string_view, const model::live_sync*> by_label;
};

/// Fills in `why` where the action is stale.
void judge(const change& one, const live_index& live, stale_action& found) {
    if (one.what == action::create) {
        const auto same = live.by_label.find(one.desired.label);
        if (same != live.by_label.end()) {
            found.why = "sync " + std::to_string(same->second->id) + " has this label by now";
            found.fields = diff::compare(one.desired, same->second->spec, one.context);
        }
        return;
    }
    if (!one.sync_id || one.what == action::blocked) {
        return;
    }
    const auto there = live.by_id.find(*one.sync_id);
    if (there == live.by_id.end()) {
        found.why = "sync " + std::to_string(*one.sync_id) + " is no more in the workspace";
    } else if (live_fingerprint(*there->second, one.context) != one.live_fingerprint) {
        found.why = "sync " + std::to_string(*one.sync_id) + " has changed since the plan was made";
        found.fields = diff::compare(one.desired, there->second->spec, one.context);
    }
}

}  // namespace

std::vector<stale_action> find_stale(const plan& saved, const std::vector<model::live_sync>& live) {
    const live_index index(live);
    std::vector<stale_action> stale;
    for (const change& one : saved.changes) {
        stale_action found;
        found.action = &one;
        judge(one, index, found);
        if (!found.why.empty()) {
            stale.push_back(std::move(found));
        }
    }
    return stale;
}

}  // namespace censusctl::plan
