#include "plan/planned_triggers.hpp"

#include <optional>
#include <string_view>
#include <unordered_map>

#include "plan/described_change.hpp"
#include "plan/fingerprint.hpp"
#include "plan/trigger_order.hpp"

namespace censusctl::plan {
namespace {

/// Whether, and why, a sync is to run.
std::optional<reason> why_triggered(const trigger_causes& causes, std::size_t at) {
    const manifest::declared_sync& file = *causes.declared[at].declared;
    const std::string_view run = file.run.value;
    const fate here = causes.fates[at];
    const bool is_new = here == fate::created || here == fate::replaced;
    if (is_new && (run == "on_create" || run == "on_change")) {
        return run == "on_create" ? reason::run_on_create : reason::run_on_change;
    }
    if (here == fate::changed && run == "on_change") {
        return reason::run_on_change;
    }
    if (here != fate::none && run != "never" && causes.owed.contains(file.key.value)) {
        return reason::interrupted;
    }
    if (here != fate::none && run == "always") {
        return reason::run_always;
    }
    return std::nullopt;
}

/// The action that a run of the sync comes after; empty: none.
std::string_view writing_of(fate here) {
    switch (here) {
        case fate::created:
            return "create:";
        case fate::changed:
            return "update:";
        case fate::replaced:
            return "replace:";
        case fate::none:
        case fate::unchanged:
            break;
    }
    return {};
}

std::vector<ordered_trigger> in_order(const trigger_causes& causes) {
    std::unordered_map<std::string_view, std::size_t> by_key;
    by_key.reserve(causes.declared.size());
    for (std::size_t at = 0; at < causes.declared.size(); ++at) {
        by_key.emplace(causes.declared[at].declared->key.value, at);
    }
    std::vector<std::vector<std::size_t>> after(causes.declared.size());
    std::vector<char> triggered(causes.declared.size(), 0);
    for (std::size_t at = 0; at < causes.declared.size(); ++at) {
        triggered[at] = why_triggered(causes, at) ? 1 : 0;
        for (const auto& named : causes.declared[at].declared->after) {
            const auto found = by_key.find(named.value);
            if (found != by_key.end()) {
                after[at].push_back(found->second);
            }
        }
    }
    return order_triggers(after, triggered);
}

}  // namespace

std::vector<change> plan_triggers(const trigger_causes& causes) {
    std::vector<change> triggers;
    for (const ordered_trigger& next : in_order(causes)) {
        const validation::resolved_sync& sync = causes.declared[next.sync];
        const fate here = causes.fates[next.sync];
        change& planned = triggers.emplace_back();
        describe(planned, sync, action::trigger,
                 why_triggered(causes, next.sync).value_or(reason::run_always));
        const std::size_t live = causes.found.declared[next.sync].live;
        if (live != no_match && here != fate::replaced) {
            planned.sync_id = causes.live[live].id;
            planned.live_fingerprint = live_fingerprint(causes.live[live], planned.context);
        }
        planned.desired = *sync.spec;
        if (const std::string_view writing = writing_of(here); !writing.empty()) {
            planned.depends_on.push_back(std::string(writing) + planned.sync);
        }
        if (causes.finished.contains(next.sync)) {
            planned.depends_on.push_back("delete:" + planned.sync);
        }
        for (const std::size_t first : next.after) {
            planned.depends_on.push_back("trigger:" + causes.declared[first].declared->key.value);
        }
    }
    return triggers;
}

}  // namespace censusctl::plan
