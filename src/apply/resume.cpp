#include "apply/resume.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "apply/ambiguous_write.hpp"
#include "apply/newest_run.hpp"
#include "apply/run_follower.hpp"
#include "plan/not_understood.hpp"

namespace censusctl::apply {
namespace {

using boost::asio::awaitable;
using census::result;

constexpr std::chrono::minutes fresh{2};

/// What is known of an action once it is settled.
enum class fate {
    done,     ///< the write was done; a run that others wait for has completed
    owed,     ///< not done: still to do
    undone,   ///< nothing of it was done, which is known; whether it is still wanted the next plan sees
    running,  ///< its run is under way
    bad,      ///< it ended badly, or nobody knows how
};

/// The live syncs by what actions name them by.
struct live_index {
    explicit live_index(const std::vector<model::live_sync>& live) {
        for (const model::live_sync& sync : live) {
            by_id.emplace(sync.id, &sync);
            by_label.emplace(sync.spec.label, &sync);
        }
    }
    std::unordered_map<std::int64_t, const model::live_sync*> by_id;
    std::unordered_multimap<std::string_view, const model::live_sync*> by_label;
};

/// The settling of one journal.
class settling {
public:
    settling(census::api& service, const interrupted_apply& journal, const live_index& live,
             const resume_options& options, resumption& found)
        : service_(service), journal_(journal), live_(live), options_(options), found_(found) {
        fates_.resize(journal.actions.size(), fate::bad);
        for (std::size_t at = 0; at < journal.actions.size(); ++at) {
            by_id_.emplace(journal.plan.changes[at].id(), at);
        }
    }

    /// Absent: all went well.
    awaitable<std::optional<http::failure>> run() {
        for (const plan::unfinished_replace& half : journal_.carried.replacing) {
            if (look_at(half) == halves::both) {
                note_unfinished(half);
            }
        }
        found_.owed.insert(journal_.carried.owed.begin(), journal_.carried.owed.end());
        // A run may wait for any other action, also for a delete, which stands behind it.
        for (int round = 0; round < 2; ++round) {
            const bool runs = round == 1;
            for (std::size_t at = 0; at < journal_.actions.size(); ++at) {
                if ((journal_.plan.changes[at].what == plan::action::trigger) != runs) {
                    continue;
                }
                std::optional<http::failure> problem = co_await settle_one(at);
                if (problem) {
                    co_return problem;
                }
            }
        }
        co_return std::nullopt;
    }

private:
    awaitable<std::optional<http::failure>> settle_one(std::size_t at) {
        std::optional<http::failure> problem;
        switch (journal_.plan.changes[at].what) {
            case plan::action::create:
                problem = co_await settle_one_create(at);
                break;
            case plan::action::trigger:
                problem = co_await settle_one_trigger(at);
                break;
            case plan::action::update:
                problem = co_await settle_one_update(at);
                break;
            case plan::action::remove:
                problem = co_await settle_one_remove(at);
                break;
            case plan::action::replace:
                problem = co_await settle_one_replace(at);
                break;
            case plan::action::blocked:
                break;  // never begun
        }
        co_return problem;
    }

    void note(const std::string& text) {
        found_.notes.push_back("the " + journal_.command + " of " + journal_.started_at +
                               " ended early: " + text);
    }

    /// Whether a write was sent so lately that the server may still be at it.
    [[nodiscard]] bool is_fresh(const journaled_action& action) const { return is_fresh(action.intended_at); }
    [[nodiscard]] bool is_fresh(const std::string& sent_at) const {
        return sent_at >= utc_text(options_.now - fresh);
    }

    awaitable<std::optional<http::failure>> settle_one_create(std::size_t at) {
        const plan::change& change = journal_.plan.changes[at];
        const journaled_action& action = journal_.actions[at];
        if (!is_open(at)) {
            co_return std::nullopt;
        }
        std::optional<std::int64_t> id = live_id(change);
        if (!id && is_fresh(action)) {
            const settlement looked = co_await settle_create(service_, change, options_.look);
            id = looked.id;
            found_.syncs_appeared = found_.syncs_appeared || id.has_value();
        }
        fates_[at] = id ? fate::done : fate::owed;
        note(change.id() + (id ? " had been done, it is sync " + std::to_string(*id) : " had not been done"));
        if (id) {
            created_.emplace(change.sync, *id);
        }
        co_return std::nullopt;
    }

    /// Whether nobody knows if a write was done; where somebody does, that is its fate.
    bool is_open(std::size_t at) {
        const journaled_action& action = journal_.actions[at];
        if (action.intended && (!action.outcome || *action.outcome == outcome::unknown)) {
            return true;
        }
        fates_[at] = action.outcome == outcome::done ? fate::done : fate::owed;
        return false;
    }

    /// The plan sees for itself what is left; the run that waits for this must know.
    void settled(std::size_t at, bool was_done) {
        fates_[at] = was_done ? fate::done : fate::owed;
        note(journal_.plan.changes[at].id() + (was_done ? " had been done" : " had not been done"));
    }

    awaitable<std::optional<http::failure>> settle_one_update(std::size_t at) {
        if (!is_open(at)) {
            // One that was sent and refused may have been done in part.
            if (fates_[at] == fate::owed && !journal_.actions[at].intended) {
                fates_[at] = fate::undone;
            }
            co_return std::nullopt;
        }
        const plan::change change = linked(journal_.plan.changes[at]);
        const model::live_sync* live = live_of(change);
        bool was_done = live != nullptr && plan::is_as_desired(change, *live);
        if (!was_done && live != nullptr && is_fresh(journal_.actions[at])) {
            const settlement looked = co_await settle_update(service_, change, options_.look);
            was_done = looked.id.has_value();
            found_.syncs_appeared = found_.syncs_appeared || was_done;
        }
        settled(at, was_done);
        co_return std::nullopt;
    }

    awaitable<std::optional<http::failure>> settle_one_remove(std::size_t at) {
        const plan::change& change = journal_.plan.changes[at];
        if (!is_open(at)) {
            co_return std::nullopt;
        }
        bool was_done = live_of(change) == nullptr;
        if (!was_done && is_fresh(journal_.actions[at])) {
            const settlement looked = co_await settle_remove(service_, change, options_.look);
            was_done = looked.id.has_value();
            found_.syncs_appeared = found_.syncs_appeared || was_done;
        }
        settled(at, was_done);
        co_return std::nullopt;
    }

    /// Which of the two syncs of a replacement are there.
    enum class halves { none, old_one, new_one, both };
    [[nodiscard]] halves look_at(const plan::unfinished_replace& half) const {
        const bool old_one = live_.by_id.contains(half.old_id);
        if (live_.by_id.contains(half.new_id)) {
            return old_one ? halves::both : halves::new_one;
        }
        return old_one ? halves::old_one : halves::none;
    }

    void note_unfinished(const plan::unfinished_replace& half) {
        if (std::ranges::find(found_.replacing, half) == found_.replacing.end()) {
            found_.replacing.push_back(half);
            note("sync " + std::to_string(half.new_id) + " was made in place of sync " +
                 std::to_string(half.old_id) + " for '" + half.sync +
                 "', and both are there: which one goes is in the plan");
        }
    }

    awaitable<std::optional<http::failure>> settle_one_replace(std::size_t at) {
        const plan::change& change = journal_.plan.changes[at];
        const journaled_action& action = journal_.actions[at];
        std::optional<std::int64_t> made = action.made_id;
        if (!made) {
            made = co_await find_made(at);
        }
        if (!made || !change.sync_id) {
            co_return std::nullopt;
        }
        created_.emplace(change.sync, *made);
        const plan::unfinished_replace half{change.sync, *change.sync_id, *made};
        halves there = look_at(half);
        if (there == halves::both && is_fresh(action.second_half_at)) {
            const settlement looked = co_await settle_remove(service_, change, options_.look);
            if (looked.id) {
                there = halves::new_one;
                found_.syncs_appeared = true;
            }
        }
        fates_[at] = there == halves::new_one ? fate::done : fate::owed;
        if (there == halves::both) {
            note_unfinished(half);
        } else if (action.outcome != outcome::done) {
            note(change.id() +
                 (there == halves::new_one
                      ? " had been done, it is sync " + std::to_string(*made)
                      : " had been done, and sync " + std::to_string(*made) + " is gone by now"));
        }
        co_return std::nullopt;
    }

    /// The new sync of a replacement that may have been sent, and of which no more was written down. Where
    /// somebody knows that it was not made, or it is not to be found, there is none.
    awaitable<std::optional<std::int64_t>> find_made(std::size_t at) {
        if (!is_open(at)) {
            if (fates_[at] == fate::owed) {
                fates_[at] = fate::undone;
            }
            co_return std::nullopt;
        }
        const plan::change wanted = linked(journal_.plan.changes[at]);
        const std::vector<std::int64_t> alike = live_like(wanted);
        std::optional<std::int64_t> made;
        if (alike.size() == 1) {
            made = alike.front();
        }
        if (!made && is_fresh(journal_.actions[at].intended_at)) {
            const settlement looked = co_await settle_create(service_, wanted, options_.look);
            made = looked.id;
            found_.syncs_appeared = found_.syncs_appeared || made.has_value();
        }
        if (!made) {
            // Which of several it is cannot be told.
            fates_[at] = alike.empty() ? fate::undone : fate::owed;
            note(wanted.id() + " had not been begun");
        }
        co_return made;
    }

    /// The live syncs that are what a replacement was to make, and not what it was to take the place of.
    [[nodiscard]] std::vector<std::int64_t> live_like(const plan::change& wanted) const {
        std::vector<std::int64_t> found;
        const auto [first, last] = live_.by_label.equal_range(wanted.desired.label);
        for (auto one = first; one != last; ++one) {
            const model::live_sync& live = *one->second;
            if (live.id != wanted.sync_id && plan::is_as_desired(wanted, live)) {
                found.push_back(live.id);
            }
        }
        return found;
    }

    /// What was sent of a sync that was to start after one which was made by the same apply.
    [[nodiscard]] plan::change linked(const plan::change& change) const {
        plan::change sent = change;
        model::parent_sync& parent = sent.desired.triggers.sync_sequence;
        if (!parent.id && !parent.key.empty()) {
            parent.id = made_by_then(parent.key);
        }
        return sent;
    }

    /// The id of a sync that this apply made.
    [[nodiscard]] std::optional<std::int64_t> made_by_then(const std::string& key) const {
        for (const char* const maker : {"create:", "replace:"}) {
            const auto found = by_id_.find(maker + key);
            if (found == by_id_.end()) {
                continue;
            }
            const journaled_action& action = journal_.actions[found->second];
            if (action.made_id || action.sync_id) {
                return action.made_id ? action.made_id : action.sync_id;
            }
        }
        const auto appeared = created_.find(key);
        return appeared != created_.end() ? std::optional(appeared->second) : std::nullopt;
    }

    awaitable<std::optional<http::failure>> settle_one_trigger(std::size_t at) {
        const journaled_action& action = journal_.actions[at];
        if (action.sync_run_id) {
            std::optional<http::failure> problem = co_await settle_run(at, *action.sync_run_id);
            co_return problem;
        }
        if (!action.intended || action.outcome == outcome::failed || action.outcome == outcome::skipped) {
            owe(at);
            co_return std::nullopt;
        }
        const std::optional<std::int64_t> sync = sync_of(at);
        if (!sync) {
            note(journal_.plan.changes[at].id() + " cannot be looked for: its sync is not in the workspace");
            co_return std::nullopt;
        }
        const result<std::int64_t> newest = co_await newest_run(service_, *sync);
        if (!newest) {
            co_return newest.error();
        }
        std::optional<std::int64_t> run;
        if (*newest > action.last_run) {
            run = *newest;
        } else if (is_fresh(action)) {
            const settlement looked =
                co_await settle_trigger(service_, *sync, action.last_run, options_.look);
            run = looked.id;
        }
        const std::string id = journal_.plan.changes[at].id();
        if (run) {
            note(id + " had been done, it is run " + std::to_string(*run));
            std::optional<http::failure> problem = co_await settle_run(at, *run);
            co_return problem;
        }
        if (journal_.command == "apply") {
            note(id + " had not been done");
            owe(at);
        } else {
            note(id + " had not been done, and is not begun again: `censusctl trigger " +
                 journal_.plan.changes[at].sync + "` starts it");
        }
        co_return std::nullopt;
    }

    /// What became of a run, if others wait for it.
    awaitable<std::optional<http::failure>> settle_run(std::size_t at, std::int64_t run_id) {
        const journaled_action& action = journal_.actions[at];
        if (action.outcome == outcome::done || !others_wait_for(at)) {
            fates_[at] = action.outcome.value_or(outcome::done) == outcome::done ? fate::done : fate::bad;
            co_return std::nullopt;
        }
        if (action.outcome == outcome::failed) {
            co_return std::nullopt;
        }
        follow_options follow;
        follow.poll = options_.poll;
        follow.timeout = options_.wait_for_runs ? options_.run_timeout : std::chrono::milliseconds(0);
        follow.stop_requested = options_.stop_requested;
        const result<model::sync_run> run = co_await follow_run(service_, run_id, std::move(follow));
        if (!run) {
            co_return run.error();
        }
        if (!run->ended()) {
            fates_[at] = fate::running;
            note("run " + std::to_string(run_id) + " of " + journal_.plan.changes[at].sync +
                 ", which others wait for, is still under way");
        } else if (run->succeeded()) {
            fates_[at] = fate::done;
        }
        co_return std::nullopt;
    }

    /// Whether the change that the run was to follow was not made at all. Such a run is not owed by itself:
    /// where the change is still wanted it is planned again, with its run, and where the files have gone back
    /// on it, what would run is a sync that has run already. What an earlier apply owed stays owed.
    [[nodiscard]] bool lacks_its_cause(const plan::change& run) const {
        if (run.why == plan::reason::interrupted) {
            return false;
        }
        return std::ranges::any_of(run.depends_on, [&](const std::string& first) {
            const auto found = by_id_.find(first);
            return found != by_id_.end() && journal_.plan.changes[found->second].sync == run.sync &&
                   fates_[found->second] == fate::undone;
        });
    }

    void owe(std::size_t at) {
        const plan::change& change = journal_.plan.changes[at];
        for (const std::string& first : change.depends_on) {
            const auto found = by_id_.find(first);
            if (found != by_id_.end() && fates_[found->second] == fate::bad) {
                note(change.id() + " was not begun, since " + first +
                     " did not end well; `censusctl trigger " + change.sync + "` starts it");
                return;
            }
        }
        if (lacks_its_cause(change)) {
            fates_[at] = fate::undone;
            return;
        }
        fates_[at] = fate::owed;
        if (journal_.command == "apply") {
            found_.owed.insert(change.sync);
        } else {
            note(change.id() + " was not begun");
        }
    }

    [[nodiscard]] bool others_wait_for(std::size_t at) const {
        const std::string id = journal_.plan.changes[at].id();
        for (const plan::change& other : journal_.plan.changes) {
            for (const std::string& first : other.depends_on) {
                if (first == id) {
                    return true;
                }
            }
        }
        return false;
    }

    [[nodiscard]] std::optional<std::int64_t> live_id(const plan::change& change) const {
        const auto found = live_.by_label.find(change.desired.label);
        return found == live_.by_label.end() ? std::nullopt : std::optional(found->second->id);
    }

    [[nodiscard]] const model::live_sync* live_of(const plan::change& change) const {
        const auto found = change.sync_id ? live_.by_id.find(*change.sync_id) : live_.by_id.end();
        return found == live_.by_id.end() ? nullptr : found->second;
    }

    [[nodiscard]] std::optional<std::int64_t> sync_of(std::size_t at) const {
        const plan::change& change = journal_.plan.changes[at];
        if (change.sync_id) {
            return change.sync_id;
        }
        const std::optional<std::int64_t> made = made_by_then(change.sync);
        return made ? made : live_id(change);
    }

    census::api& service_;
    const interrupted_apply& journal_;
    const live_index& live_;
    const resume_options& options_;
    resumption& found_;
    std::vector<fate> fates_;  ///< by index of the plan's changes
    std::unordered_map<std::string, std::size_t> by_id_;
    std::unordered_map<std::string, std::int64_t> created_;  ///< key -> id, found by looking again
};

}  // namespace

awaitable<result<resumption>> settle_journals(census::api& service,
                                              const std::vector<interrupted_apply>& journals,
                                              const std::vector<model::live_sync>& live,
                                              resume_options options) {
    const live_index index(live);
    resumption found;
    for (const interrupted_apply& journal : journals) {
        settling settling(service, journal, index, options, found);
        const std::optional<http::failure> problem = co_await settling.run();
        if (problem) {
            co_return *problem;
        }
    }
    co_return found;
}

}  // namespace censusctl::apply
