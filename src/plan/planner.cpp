#include "plan/planner.hpp"

#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "plan/assessment.hpp"
#include "plan/attribution.hpp"
#include "plan/described_change.hpp"
#include "plan/edits.hpp"
#include "plan/empty_listing.hpp"
#include "plan/fingerprint.hpp"
#include "plan/free_names.hpp"
#include "plan/kept_fields.hpp"
#include "plan/matching.hpp"
#include "plan/not_understood.hpp"
#include "plan/overwritten.hpp"
#include "plan/ownership_scope.hpp"
#include "plan/parent_links.hpp"
#include "plan/planned_triggers.hpp"
#include "plan/pruning.hpp"
#include "plan/removals.hpp"
#include "plan/replacement.hpp"
#include "plan/replacement_choice.hpp"
#include "plan/succession.hpp"
#include "plan/undecided_drift.hpp"

namespace censusctl::plan {
namespace {

using validation::resolved_sync;

/// The plan in the making.
class planner {
public:
    planner(std::vector<resolved_sync>& declared, const std::vector<model::live_sync>& live,
            const model::capabilities& can, const planner_options& options, diagnostics::collector problems)
        : declared_(declared),
          live_(live),
          can_(can),
          owed_(options.owed),
          selected_(options.selected),
          metadata_(options.metadata),
          allow_replace_(options.allow_replace),
          drift_(options.drift),
          problems_(std::move(problems)),
          names_(declared) {
        made_.workspace = options.workspace;
        made_.drift = options.drift;
        if (options.base != nullptr) {
            made_.base = {options.base->name, options.base->applied, false};
            sides_.emplace(*options.base, live);
        }
        found_ = match_syncs(declared, live, problems_, options.replacing);
        successions_ = find_successions(options.replacing, live, found_);
        link_parents(declared, live, found_);
        if (options.removed != nullptr) {
            removed_ = options.removed;
            removals_ = match_removed(*removed_, declared, live, found_, problems_);
        }
        if (!options.allow_duplicates) {
            report_look_alikes();
        }
        keep_selected_removals();
        if (live.empty()) {
            report_empty_listing(declared, can.generation, options.retired_since, problems_);
        }
        if (options.owned != nullptr && options.metadata != nullptr) {
            own(ownership_scope(*options.owned, *options.metadata), options);
        }
    }

    matched_plan run() && {
        for (const diagnostics::diagnostic& problem : problems_.all()) {
            if (problem.level == diagnostics::severity::error && !problem.sync.empty()) {
                faulty_.insert(problem.sync);
            }
        }
        fates_.resize(declared_.size(), fate::none);
        keep_edits();
        choose();
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            judge(at);
        }
        for (std::vector<change>* list : {&creates_, &updates_, &replaces_}) {
            wait_for_parents(*list);
        }
        for (const removal& found : removals_) {
            const manifest::declared_removal& entry = (*removed_)[found.entry];
            remove(found.live, reason::removed, entry.where, entry.reason);
        }
        for (const std::size_t live : pruned_) {
            remove(live, reason::pruned, owned_where_, {});
        }
        for (const succession& half : successions_) {
            finish(half);
        }
        for (std::vector<change>* list : {&creates_, &updates_, &replaces_, &blocked_}) {
            collect(*list);
        }
        std::vector<change> triggers = plan_triggers({declared_, live_, found_, fates_, owed_, finished_});
        for (change& planned : triggers) {
            planned.moved = side_of_trigger(planned);
        }
        collect(triggers);
        collect(deletes_);
        std::vector<std::size_t> unmanaged;
        for (std::size_t at = 0; at < live_.size(); ++at) {
            if (found_.claimed[at] == 0 && gone_.count(at) == 0) {
                made_.unmanaged.push_back({live_[at].id, live_[at].spec.label});
                unmanaged.push_back(at);
            }
        }
        report_not_understood(unmanaged, live_, problems_);
        if (selected_ != nullptr) {
            made_.selected = selected_->note;
            manifest::keep_selected(*selected_, manifest::elsewhere::references, problems_);
        }
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            const match& found = found_.declared[at];
            if (found.gone && is_selected(at)) {
                made_.left_out.push_back(file(at).key.value);
            } else if (found.live != no_match && is_selected(at) && fates_[at] != fate::replaced) {
                const auto& spec = declared_[at].spec;
                tell_workspace_only(file(at).key.value, spec ? &*spec : nullptr, live_[found.live],
                                    made_.only_there);
            }
        }
        made_.diagnostics = diagnostics::sorted(std::move(problems_).take());
        made_.id = content_id(made_);
        return {std::move(made_), std::move(found_)};
    }

private:
    [[nodiscard]] const manifest::declared_sync& file(std::size_t at) const {
        return *declared_[at].declared;
    }

    /// What is to go is no sync under another name: a new one may well take its place.
    void report_look_alikes() {
        matches without_removed = found_;
        for (const removal& found : removals_) {
            without_removed.claimed[found.live] = 1;
        }
        for (const succession& half : successions_) {
            without_removed.claimed[half.old_live] = 1;
        }
        report_renamed(declared_, live_, without_removed, problems_);
        found_.declared = std::move(without_removed.declared);
    }

    [[nodiscard]] bool is_selected(std::size_t at) const {
        return selected_ == nullptr || selected_->syncs[at] != 0;
    }

    /// The others stay declared as removed: their live syncs are not unmanaged.
    void keep_selected_removals() {
        if (selected_ == nullptr) {
            return;
        }
        std::vector<removal> kept;
        for (const removal& found : removals_) {
            if (selected_->removed[found.entry] != 0) {
                kept.push_back(found);
            } else {
                gone_.insert(found.live);
            }
        }
        removals_ = std::move(kept);
    }

    /// What the ownership says of what is to go: nothing of others, and with `--prune` what nobody declares.
    void own(const ownership_scope& scope, const planner_options& options) {
        owned_where_ = scope.where();
        std::vector<char> removed(live_.size(), 0);
        for (const succession& half : successions_) {
            removed[half.old_live] = 1;
        }
        std::vector<removal> ours;
        for (const removal& found : removals_) {
            removed[found.live] = 1;
            if (!scope.stated() || scope.owns(live_[found.live].spec)) {
                ours.push_back(found);
                continue;
            }
            report_outside(scope, (*removed_)[found.entry].where, live_[found.live], problems_);
        }
        removals_ = std::move(ours);
        if (options.prune || options.tell_owned) {
            pruned_ = find_prunable({declared_, live_, found_, scope, removed, options.prune}, problems_);
        }
    }

    /// Whether a sync is left out: it is not selected, or what it says is faulty or cannot be done.
    [[nodiscard]] bool is_left_out(std::size_t at) const {
        return !is_selected(at) || found_.declared[at].problem || !declared_[at].spec ||
               faulty_.contains(file(at).key.value);
    }

    /// Finds out which syncs are to be replaced. It must be known of all before one is judged, since it is a
    /// difference of those that start after it.
    void choose() {
        replaced_.chosen.resize(declared_.size(), 0);
        replaced_.refused.resize(declared_.size());
        for (const model::live_sync& live : live_) {
            if (const auto parent = live.spec.triggers.sync_sequence.id) {
                followers_[*parent].push_back(&live);
            }
        }
        if (!allow_replace_) {
            return;
        }
        std::vector<candidate> candidates(declared_.size(), candidate::replaceable);
        for (const succession& half : successions_) {
            candidates[half.declared] = candidate::updatable;  // one replacement at a time
        }
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            candidates[at] = is_left_out(at) ? candidate::left_out : candidates[at];
        }
        replaced_ = choose_replacements(declared_, live_, found_, candidates, can_, metadata_);
    }

    void judge(std::size_t at) {
        const match& here = found_.declared[at];
        const resolved_sync& sync = declared_[at];
        if (is_left_out(at)) {
            return;
        }
        const missing_parent parent = missing_parent_of(*sync.spec);
        if (!parent.key.empty() && (here.live == no_match || is_understood(live_[here.live]))) {
            wait_in_vain(at, parent);
            return;
        }
        if (here.live == no_match) {
            create(at);
            return;
        }
        const model::live_sync& live = live_[here.live];
        assessment found = assess(sync, live, can_, metadata_);
        if (found.fields.empty() && is_understood(live)) {
            if (!rest_.contains(at)) {
                made_.unchanged.push_back(file(at).key.value);
            }
            fates_[at] = fate::unchanged;
            return;
        }
        change& result = differing(at, live, found);
        result.sync_id = live.id;
        result.live_fingerprint = live_fingerprint(live, result.context);
        result.fields = std::move(found.fields);
        tell_sides(result, at);
        report_undecided(result);
        if (result.what != action::replace) {
            result.desired = *sync.spec;
        }
    }

    /// Takes out of what the files say all that the workspace alone has made, where it is kept: what is
    /// planned from then on comes to the rest.
    void keep_edits() {
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            const std::size_t live = found_.declared[at].live;
            if (drift_ != manifest::drift_choice::keep || !sides_ || live == no_match || is_left_out(at) ||
                !is_understood(live_[live])) {
                continue;
            }
            change found;
            describe(found, declared_[at], action::update, reason::declared_differently);
            found.sync_id = live_[live].id;
            found.live_fingerprint = live_fingerprint(live_[live], found.context);
            found.desired = *declared_[at].spec;
            found.fields = diff::compare(found.desired, live_[live].spec, found.context);
            tell_sides(found, at);
            kept_fields parts = keep_of_workspace(found.desired, live_[live].spec, found.fields,
                                                  found.moved_fields, found.context);
            if (parts.kept.empty()) {
                continue;
            }
            found.fields = std::move(parts.kept);
            found.moved = moved_side::workspace;
            found.moved_fields.assign(found.fields.size(), moved_side::workspace);
            made_.kept.push_back(std::move(found));
            declared_[at].spec = std::move(parts.desired);
            rest_.emplace(at, std::move(parts.moved));
        }
    }

    /// Whether a sync that is not there is left so, since it went in the workspace.
    [[nodiscard]] bool is_kept_missing(std::size_t at) const {
        return drift_ == manifest::drift_choice::keep && sides_ && found_.declared[at].live == no_match &&
               was_so_before(sides_->missing(file(at).key.value));
    }

    void create(std::size_t at) {
        const bool kept = is_kept_missing(at);
        change& planned = begin(kept ? made_.kept : creates_, at, action::create, reason::not_found);
        planned.fields = diff::creation(*declared_[at].spec);
        planned.desired = *declared_[at].spec;
        tell_sides(planned, at);
        if (!kept) {
            report_undecided(planned);
            fates_[at] = fate::created;
        }
    }

    /// Whose the differences are, where a base is known.
    void tell_sides(change& planned, std::size_t at) {
        if (!sides_) {
            return;
        }
        const std::size_t live = found_.declared[at].live;
        if (const auto rest = rest_.find(at); rest != rest_.end()) {
            planned.moved_fields = rest->second;
            for (const moved_side side : rest->second) {
                planned.moved =
                    planned.moved == moved_side::unknown || planned.moved == side ? side : moved_side::both;
            }
        } else if (live == no_match) {
            planned.moved = sides_->missing(planned.sync);
            planned.moved_fields.assign(planned.fields.size(), planned.moved);
        } else {
            const attributed found =
                sides_->changed(planned.sync, planned.fields, *declared_[at].spec, live, planned.context);
            planned.moved = found.moved;
            for (const field_side& field : found.fields) {
                planned.moved_fields.push_back(field.moved);
            }
        }
        moved_[planned.sync] = planned.moved;
    }

    void report_undecided(const change& planned) {
        if (drift_ == manifest::drift_choice::fail) {
            report_undecided_drift(planned, made_.base.name, problems_);
        }
    }

    /// What is to be done with a sync that is there and differs.
    change& differing(std::size_t at, const model::live_sync& live, const assessment& found) {
        if (can_.can_update && found.why_no_update.empty()) {
            fates_[at] = fate::changed;
            return begin(updates_, at, action::update, reason::declared_differently);
        }
        if (replaced_.chosen[at] != 0) {
            fates_[at] = fate::replaced;
            change& result = begin(replaces_, at, action::replace, reason::declared_differently);
            describe_replace(at, live, found, result);
            return result;
        }
        change& result = begin(blocked_, at, action::blocked, reason::declared_differently);
        result.note = why_blocked(at, live, found);
        if (is_understood(live)) {
            result.edits = edits_by_hand(live, found.fields);
        }
        return result;
    }

    void describe_replace(std::size_t at, const model::live_sync& live, const assessment& found,
                          change& result) {
        const model::sync_spec& stated = *declared_[at].spec;
        result.desired = replacement_of(stated, live.spec, result.context);
        result.note = found.why_no_update;
        std::string taken;
        for (const std::string& path : taken_over(stated, result.desired)) {
            taken += (taken.empty() ? "" : ", ") + path;
        }
        if (!taken.empty()) {
            result.note += "; what no file states, the new one has from it: " + taken;
        }
        result.note += lost_with(live);
        result.followers = unmanaged_followers(live.id);
    }

    [[nodiscard]] std::string why_blocked(std::size_t at, const model::live_sync& live,
                                          const assessment& found) const {
        const std::string& why = found.why_no_update;
        if (why.empty() || !is_understood(live)) {
            return why;
        }
        for (const succession& half : successions_) {
            if (half.declared == at) {
                return why + "; an apply that ended early made this sync in place of sync " +
                       std::to_string(live_[half.old_live].id) +
                       ", which is still there: delete the one of them that is not wanted";
            }
        }
        const std::string& none = found.why_no_replace.empty() ? replaced_.refused[at] : found.why_no_replace;
        if (!none.empty() && why.starts_with(none)) {
            return why;
        }
        if (!none.empty()) {
            return why + "; nor can it be replaced: " + none;
        }
        return why + "; `--allow-replace` makes a new sync in its place, and deletes this one";
    }

    /// The live syncs that start after this one, and that nothing points elsewhere.
    [[nodiscard]] std::vector<unmanaged_sync> unmanaged_followers(std::int64_t id) const {
        std::vector<unmanaged_sync> left;
        const auto all = followers_.find(id);
        if (all == followers_.end()) {
            return left;
        }
        for (const model::live_sync* follower : all->second) {
            if (found_.claimed[static_cast<std::size_t>(follower - live_.data())] == 0) {
                left.push_back({follower->id, follower->spec.label});
            }
        }
        return left;
    }

    /// The half of a replacement that an earlier apply did not come to. Where the new sync is not yet what it
    /// is to be, and cannot be made so, the old one stays.
    void finish(const succession& half) {
        const model::live_sync& old_one = live_[half.old_live];
        if (gone_.contains(half.old_live)) {
            return;
        }
        gone_.insert(half.old_live);
        if (fates_[half.declared] == fate::none) {
            return;
        }
        const bool may = !file(half.declared).protect && can_.can_delete;
        change& planned = begin(may ? deletes_ : blocked_, half.declared,
                                may ? action::remove : action::blocked, reason::replaced);
        planned.label = old_one.spec.label;
        planned.sync_id = old_one.id;
        planned.desired = old_one.spec;
        planned.context = {};
        planned.live_fingerprint = live_fingerprint(old_one, planned.context);
        planned.followers = unmanaged_followers(old_one.id);
        planned.note = "sync " + std::to_string(live_[half.new_live].id) +
                       " took its place in an apply that ended early";
        if (!may) {
            planned.note += ", and by now `protect: true` keeps both";
            planned.edits = delete_by_hand(old_one);
        } else {
            finished_.insert(half.declared);
        }
    }

    /// The one that this sync is to start after, where no action of this plan will give it an id.
    [[nodiscard]] missing_parent missing_parent_of(const model::sync_spec& spec) const {
        const model::parent_sync& parent = spec.triggers.sync_sequence;
        if (parent.key.empty() || parent.id) {
            return {};
        }
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            const bool gone = found_.declared[at].gone;
            const bool kept = is_kept_missing(at);
            if (file(at).key.value == parent.key && (gone || kept || !is_selected(at))) {
                return {parent.key, gone, kept};
            }
        }
        return {};
    }

    /// No request can say what it is to start after.
    void wait_in_vain(std::size_t at, const missing_parent& parent) {
        const std::size_t live = found_.declared[at].live;
        change& result = begin(blocked_, at, action::blocked,
                               live == no_match ? reason::not_found : reason::declared_differently);
        result.desired = *declared_[at].spec;
        say_what_it_waits_for(parent, result);
        if (live == no_match) {
            result.fields = diff::creation(result.desired);
            tell_sides(result, at);
            return;
        }
        result.sync_id = live_[live].id;
        result.live_fingerprint = live_fingerprint(live_[live], result.context);
        result.fields = diff::compare(result.desired, live_[live].spec, result.context);
        tell_sides(result, at);
    }

    /// What runs after a sync that is still to be created can say so only when that one has an id.
    void wait_for_parents(std::vector<change>& list) {
        std::unordered_map<std::string_view, std::string> new_ones;
        for (const std::vector<change>* makers : {&creates_, &replaces_}) {
            for (const change& planned : *makers) {
                new_ones.emplace(planned.sync, planned.id());
            }
        }
        for (change& planned : list) {
            const model::parent_sync& parent = planned.desired.triggers.sync_sequence;
            const auto made = parent.id ? new_ones.end() : new_ones.find(parent.key);
            if (made != new_ones.end()) {
                planned.depends_on.push_back(made->second);
            }
        }
    }

    void remove(std::size_t at, reason why, diagnostics::span where, const std::string& note) {
        const model::live_sync& live = live_[at];
        const bool possible = is_possible(action::remove, can_);
        change& planned = (possible ? deletes_ : blocked_).emplace_back();
        planned.what = possible ? action::remove : action::blocked;
        planned.why = why;
        planned.sync = names_.of(live);
        planned.label = live.spec.label;
        planned.sync_id = live.id;
        planned.source = where;
        planned.note = with_not_understood(note, live);
        planned.desired = live.spec;
        planned.live_fingerprint = live_fingerprint(live, planned.context);
        planned.followers = unmanaged_followers(live.id);
        if (!possible) {
            planned.edits = delete_by_hand(live);
        }
        // An entry of `removed` is the files' word, whoever made the sync.
        if (sides_) {
            planned.moved = why == reason::pruned ? sides_->unmanaged(at) : moved_side::files;
        }
        gone_.insert(at);
    }

    /// A change with what all changes of a sync have in common.
    change& begin(std::vector<change>& list, std::size_t at, action what, reason why) {
        change& planned = list.emplace_back();
        describe(planned, declared_[at], what, why);
        return planned;
    }

    void collect(std::vector<change>& list) {
        made_.changes.insert(made_.changes.end(), std::make_move_iterator(list.begin()),
                             std::make_move_iterator(list.end()));
        list.clear();
    }

    /// A run follows from what causes it: one that is owed was so before, a standing order is nobody's.
    [[nodiscard]] moved_side side_of_trigger(const change& planned) const {
        if (!sides_ || planned.why == reason::run_always) {
            return moved_side::unknown;
        }
        if (planned.why == reason::interrupted) {
            return moved_side::workspace;
        }
        const auto cause = moved_.find(planned.sync);
        return cause == moved_.end() ? moved_side::unknown : cause->second;
    }

    std::vector<resolved_sync>& declared_;
    const std::vector<model::live_sync>& live_;
    const model::capabilities& can_;
    const std::set<std::string>& owed_;
    const manifest::selection* selected_;
    const model::catalogue* metadata_;
    bool allow_replace_;
    manifest::drift_choice drift_;
    std::optional<attribution> sides_;                   ///< where a base is known
    std::unordered_map<std::string, moved_side> moved_;  ///< whose the change of a declared sync is, by key
    /// Of declared syncs of which something is kept: whose the rest of their differences is.
    std::unordered_map<std::size_t, std::vector<moved_side>> rest_;
    diagnostics::collector problems_;
    matches found_;
    std::unordered_set<std::string_view> faulty_;  ///< keys of syncs with an error
    std::vector<fate> fates_;
    std::vector<change> creates_;
    std::vector<change> updates_;
    std::vector<change> replaces_;
    std::vector<change> blocked_;
    std::vector<change> deletes_;
    const std::vector<manifest::declared_removal>* removed_{nullptr};
    std::vector<removal> removals_;
    std::vector<std::size_t> pruned_;  ///< live syncs that go since no file declares them
    diagnostics::span owned_where_;
    std::vector<succession> successions_;
    std::unordered_set<std::size_t> finished_;  ///< declared syncs whose replacement is finished here
    replacement_choice replaced_;
    std::unordered_map<std::int64_t, std::vector<const model::live_sync*>>
        followers_;                         ///< by the id of the parent
    std::unordered_set<std::size_t> gone_;  ///< live syncs that are to be deleted
    free_names names_;                      ///< of deleted syncs
    plan made_;
};

}  // namespace

matched_plan make_plan(std::vector<resolved_sync>& declared, const std::vector<model::live_sync>& live,
                       const model::capabilities& can, const planner_options& options,
                       diagnostics::collector problems) {
    if (options.drift != manifest::drift_choice::keep || options.base == nullptr) {
        return planner(declared, live, can, options, std::move(problems)).run();
    }
    // What is kept is taken out of what the files say, and that is still wanted as they say it.
    std::vector<resolved_sync> effective = declared;
    matched_plan made = planner(effective, live, can, options, std::move(problems)).run();
    link_parents(declared, live, made.found);
    return made;
}

}  // namespace censusctl::plan
