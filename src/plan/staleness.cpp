#include "plan/staleness.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "plan/fingerprint.hpp"
#include "plan/not_understood.hpp"

namespace censusctl::plan {
namespace {

/// The live syncs by what actions name them by.
struct live_index {
    explicit live_index(const std::vector<model::live_sync>& live) {
        for (const model::live_sync& sync : live) {
            by_id.emplace(sync.id, &sync);
            by_label.emplace(sync.spec.label, &sync);
        }
    }
    std::unordered_map<std::int64_t, const model::live_sync*> by_id;
    std::unordered_map<std::string_view, const model::live_sync*> by_label;
};

void tell_difference(const change& change, const model::live_sync& live, stale_action& found) {
    if (is_understood(live)) {
        found.fields = diff::compare(change.desired, live.spec, change.context);
        // What the plan has shown is no news.
        std::erase_if(found.fields, [&](const diff::field_change& field) {
            return std::ranges::find(change.fields, field) != change.fields.end();
        });
    } else {
        found.why += "; it is not understood: " + live.not_understood;
    }
}

void judge_create(const change& change, const live_index& live, stale_action& found) {
    const auto same = live.by_label.find(change.desired.label);
    if (same != live.by_label.end()) {
        found.why = "sync " + std::to_string(same->second->id) + " has this label by now";
        tell_difference(change, *same->second, found);
    }
}

/// Fills in `why` where the action is stale.
void judge(const change& change, const live_index& live, stale_action& found) {
    switch (change.what) {
        case action::create:
            judge_create(change, live, found);
            return;
        case action::blocked:
            return;
        case action::update:
        case action::replace:
        case action::remove:
        case action::trigger:
            break;
    }
    if (!change.sync_id) {
        return;  // of a sync that this plan creates
    }
    const auto there = live.by_id.find(*change.sync_id);
    if (there == live.by_id.end()) {
        found.why = "sync " + std::to_string(*change.sync_id) + " is no longer in the workspace";
    } else if (live_fingerprint(*there->second, change.context) != change.live_fingerprint) {
        found.why = "sync " + std::to_string(*change.sync_id) + " has changed since the plan was made";
        tell_difference(change, *there->second, found);
    }
}

}  // namespace

std::vector<stale_action> find_stale(const plan& saved, const std::vector<model::live_sync>& live) {
    const live_index index(live);
    std::vector<stale_action> stale;
    for (const change& change : saved.changes) {
        stale_action found;
        found.action = &change;
        judge(change, index, found);
        if (!found.why.empty()) {
            stale.push_back(std::move(found));
        }
    }
    return stale;
}

}  // namespace censusctl::plan
