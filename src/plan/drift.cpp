#include "plan/drift.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "plan/attribution.hpp"

namespace censusctl::plan {
namespace {

using validation::resolved_sync;

/// A drift in the making.
class drift_maker {
public:
    drift_maker(const drift_input& input, std::map<std::int64_t, std::vector<model::sync_run>> runs)
        : input_(input), runs_(std::move(runs)) {
        if (input.base != nullptr) {
            attribution_.emplace(*input.base, input.live);
        }
        for (const change& one : input.planned.changes) {
            if (one.what != action::trigger && one.why != reason::removed && one.why != reason::pruned &&
                one.why != reason::replaced) {
                changes_.emplace(one.sync, &one);
            }
        }
        unchanged_.insert(input.planned.unchanged.begin(), input.planned.unchanged.end());
    }

    drift run() && {
        made_.base_url = input_.planned.workspace.base_url;
        made_.api = input_.planned.workspace.api;
        made_.environment = input_.planned.workspace.environment;
        made_.base = input_.base_name;
        made_.runs_read = input_.runs_read;
        made_.diagnostics = input_.planned.diagnostics;
        // A sync whose `id` is gone is told of as missing.
        std::erase_if(made_.diagnostics, [](const diagnostics::diagnostic& problem) {
            return problem.id == diagnostics::code::id_unknown;
        });
        made_.selected = input_.planned.selected;
        made_.only_there = input_.planned.only_there;
        for (std::size_t at = 0; at < input_.declared.size(); ++at) {
            if (input_.selected == nullptr || input_.selected->syncs[at] != 0) {
                add_declared(at);
            }
        }
        for (std::size_t at = 0; at < input_.live.size(); ++at) {
            if (input_.found.claimed[at] == 0) {
                add_unmanaged(at);
            }
        }
        count();
        return std::move(made_);
    }

private:
    void add_declared(std::size_t at) {
        const resolved_sync& sync = input_.declared[at];
        const std::size_t live = input_.found.declared[at].live;
        drift_sync& entry = made_.syncs.emplace_back();
        entry.key = sync.declared->key.value;
        entry.label = sync.declared->spec.label;
        entry.source = sync.declared->key.where;
        entry.state = drift_state::faulty;
        if (live != no_match) {
            add_live_facts(entry, input_.live[live]);
        } else if (sync.spec) {
            entry.ends = lineage_of(*sync.spec, input_.metadata);
        } else {
            entry.ends = lineage_of(*sync.declared);
        }
        if (input_.found.declared[at].gone) {
            entry.state = drift_state::missing;
            entry.moved = attribution_ ? attribution_->missing(entry.key) : moved_side::unknown;
            return;
        }
        if (unchanged_.contains(entry.key)) {
            entry.state = drift_state::as_declared;
            return;
        }
        const auto found = changes_.find(entry.key);
        if (found == changes_.end()) {
            return;
        }
        const change& difference = *found->second;
        switch (difference.what) {
            case action::create:
                entry.state = drift_state::missing;
                entry.moved = attribution_ ? attribution_->missing(entry.key) : moved_side::unknown;
                return;
            case action::trigger:  // kept out of `changes_`: a run is no difference of the sync
            case action::remove:   // of no sync that the files declare
                return;
            case action::update:
            case action::replace:
            case action::blocked:
                break;
        }
        if (live == no_match) {  // blocked before it is created
            entry.state = drift_state::missing;
            entry.moved = attribution_ ? attribution_->missing(entry.key) : moved_side::unknown;
            return;
        }
        entry.not_understood = input_.live[live].not_understood;
        if (!entry.not_understood.empty()) {
            return;
        }
        entry.state = drift_state::changed;
        for (const diff::field_change& field : difference.fields) {
            entry.fields.push_back(
                {field.path, field.before, field.after, moved_side::unknown, std::nullopt});
        }
        entry.paused_though_live = input_.live[live].spec.paused && !difference.desired.paused;
        if (attribution_) {
            tell_sides(entry, attribution_->changed(entry.key, difference.fields, difference.desired, live,
                                                    difference.context));
        }
    }

    static void tell_sides(drift_sync& entry, attributed sides) {
        entry.moved = sides.moved;
        for (std::size_t at = 0; at < entry.fields.size(); ++at) {
            entry.fields[at].moved = sides.fields[at].moved;
            entry.fields[at].base = std::move(sides.fields[at].base);
        }
    }

    void add_live_facts(drift_sync& entry, const model::live_sync& live) {
        entry.sync_id = live.id;
        entry.updated_at = live.updated_at;
        entry.ends = lineage_of(live.spec, input_.metadata);
        const auto runs = runs_.find(live.id);
        if (runs != runs_.end()) {
            entry.runs = health_of(std::move(runs->second));
        }
    }

    void add_unmanaged(std::size_t at) {
        const model::live_sync& live = input_.live[at];
        drift_sync& entry = made_.syncs.emplace_back();
        entry.state = drift_state::unmanaged;
        entry.label = live.spec.label;
        add_live_facts(entry, live);
        entry.moved = attribution_ ? attribution_->unmanaged(at) : moved_side::unknown;
    }

    void count() {
        drift_summary& counts = made_.counts;
        counts.live = input_.live.size();
        for (const drift_sync& sync : made_.syncs) {
            counts.changed += sync.state == drift_state::changed ? 1U : 0U;
            counts.missing += sync.state == drift_state::missing ? 1U : 0U;
            counts.unmanaged += sync.state == drift_state::unmanaged ? 1U : 0U;
            counts.faulty += sync.state == drift_state::faulty ? 1U : 0U;
            counts.not_understood += sync.not_understood.empty() ? 0U : 1U;
            counts.as_declared += sync.state == drift_state::as_declared ? 1U : 0U;
            counts.failing += sync.runs && sync.runs->failing() ? 1U : 0U;
            counts.paused_though_live += sync.paused_though_live ? 1U : 0U;
        }
        counts.managed = counts.live - counts.unmanaged;
    }

    const drift_input& input_;
    std::map<std::int64_t, std::vector<model::sync_run>> runs_;
    std::optional<attribution> attribution_;
    std::unordered_map<std::string_view, const change*> changes_;
    std::unordered_set<std::string_view> unchanged_;
    drift made_;
};

}  // namespace

std::string_view to_string(drift_state state) noexcept {
    switch (state) {
        case drift_state::changed:
            return "changed";
        case drift_state::missing:
            return "missing";
        case drift_state::unmanaged:
            return "unmanaged";
        case drift_state::faulty:
            return "faulty";
        case drift_state::as_declared:
            return "as-declared";
    }
    return "faulty";
}

int drift_summary::coverage_percent() const noexcept {
    return live == 0 ? 100 : static_cast<int>(managed * 100 / live);
}

bool drift::alarms(const drift_alarm& when) const noexcept {
    return (when.changed && counts.changed + counts.not_understood > 0) ||
           (when.missing && counts.missing > 0) || (when.unmanaged && counts.unmanaged > 0) ||
           (when.failing && counts.failing > 0);
}

void narrow(drift& whole, std::vector<std::string> kinds) {
    const auto wanted = [&kinds](std::string_view kind) {
        return std::ranges::find(kinds, kind) != kinds.end();
    };
    const bool failing = wanted("failing");
    whole.left_out += std::erase_if(whole.syncs, [&](const drift_sync& sync) {
        return !wanted(to_string(sync.state)) && !(failing && sync.runs && sync.runs->failing());
    });
    whole.only = std::move(kinds);
}

std::vector<std::int64_t> managed_ids(const matches& found, const std::vector<model::live_sync>& live,
                                      const manifest::selection* selected) {
    std::vector<std::int64_t> ids;
    if (selected != nullptr) {
        for (std::size_t at = 0; at < found.declared.size(); ++at) {
            if (selected->syncs[at] != 0 && found.declared[at].live != no_match) {
                ids.push_back(live[found.declared[at].live].id);
            }
        }
        std::ranges::sort(ids);
        return ids;
    }
    for (std::size_t at = 0; at < live.size(); ++at) {
        if (found.claimed[at] != 0) {
            ids.push_back(live[at].id);
        }
    }
    return ids;
}

drift make_drift(const drift_input& input, std::map<std::int64_t, std::vector<model::sync_run>> runs) {
    return drift_maker(input, std::move(runs)).run();
}

}  // namespace censusctl::plan
