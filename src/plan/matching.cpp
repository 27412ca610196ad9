#include "plan/matching.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "plan/assessment.hpp"
#include "plan/not_understood.hpp"

namespace censusctl::plan {
namespace {

using diagnostics::code;
using diagnostics::diagnostic;
using manifest::declared_sync;

constexpr std::size_t no_owner = no_match;
constexpr std::size_t most_ids_named = 10;

std::string quoted(std::string_view text) {
    return "'" + std::string(text) + "'";
}

std::string list_of_ids(const std::vector<std::size_t>& found, const std::vector<model::live_sync>& live) {
    std::string text;
    for (std::size_t at = 0; at < found.size() && at < most_ids_named; ++at) {
        if (at > 0) {
            text += at + 1 == found.size() ? " and " : ", ";
        }
        text += std::to_string(live[found[at]].id);
    }
    if (found.size() > most_ids_named) {
        text += " and " + std::to_string(found.size() - most_ids_named) + " more";
    }
    return text;
}

/// The place of a sync's label; of its key where the label is the key.
diagnostics::span label_place(const declared_sync& sync) {
    return sync.at[model::attribute::label].known() ? sync.at[model::attribute::label] : sync.key.where;
}

/// The matching in progress.
class matcher {
public:
    matcher(const std::vector<validation::resolved_sync>& declared, const std::vector<model::live_sync>& live,
            diagnostics::collector& problems, const std::vector<unfinished_replace>& replacing)
        : declared_(declared), live_(live), problems_(problems) {
        found_.declared.resize(declared.size());
        found_.claimed.resize(live.size(), 0);
        owner_.resize(live.size(), no_owner);
        by_id_.reserve(live.size());
        by_label_.reserve(live.size());
        for (std::size_t at = 0; at < live.size(); ++at) {
            by_id_.emplace(live[at].id, at);
        }
        for (std::size_t at = 0; at < live.size(); ++at) {
            if (!live[at].spec.label.empty() && !has_successor(live[at].id, replacing)) {
                by_label_[live[at].spec.label].push_back(at);
            }
        }
    }

    matches run() && {
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            if (declared_[at].declared->id) {
                by_id(at);
            }
        }
        // All exact labels before any former one, so that a sync cannot lose its own to an earlier file.
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            if (!declared_[at].declared->id) {
                by_label(at);
            }
        }
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            const match& here = found_.declared[at];
            if (!declared_[at].declared->id && here.live == no_match && !here.problem) {
                by_former_label(at);
            }
        }
        return std::move(found_);
    }

private:
    /// Whether a new sync, which is there, was made in its place.
    [[nodiscard]] bool has_successor(std::int64_t id,
                                     const std::vector<unfinished_replace>& replacing) const {
        return std::any_of(replacing.begin(), replacing.end(), [&](const unfinished_replace& half) {
            return half.old_id == id && by_id_.contains(half.new_id);
        });
    }

    void claim(std::size_t at, std::size_t live) {
        found_.declared[at].live = live;
        found_.claimed[live] = 1;
        owner_[live] = at;
    }

    diagnostic& report(std::size_t at, code id, diagnostics::span where, std::string message) {
        found_.declared[at].problem = true;
        diagnostic& problem = problems_.report(id, where, std::move(message));
        problem.sync = declared_[at].declared->key.value;
        return problem;
    }

    void by_id(std::size_t at) {
        const declared_sync& sync = *declared_[at].declared;
        const std::int64_t id = sync.id->value;
        const auto found = by_id_.find(id);
        if (found == by_id_.end()) {
            diagnostic& problem = report(at, code::id_unknown, sync.id->where,
                                         "the workspace has no sync with the id " + std::to_string(id));
            found_.declared[at].gone = true;
            const auto labelled = by_label_.find(sync.spec.label);
            if (labelled != by_label_.end() && labelled->second.size() == 1) {
                problem.hints.push_back("the sync with the label " + quoted(sync.spec.label) +
                                        " has the id " + std::to_string(live_[labelled->second.front()].id));
            } else {
                problem.hints.emplace_back("remove 'id' to have the sync created");
            }
            return;
        }
        if (owner_[found->second] != no_owner) {
            const declared_sync& first = *declared_[owner_[found->second]].declared;
            diagnostic& problem =
                report(at, code::value_invalid, sync.id->where,
                       "the id " + std::to_string(id) + " is already that of " + quoted(first.key.value));
            problem.hints.emplace_back(
                "two syncs of the files cannot be the same live sync: remove one 'id'");
            problem.notes.push_back({first.id->where, "the id is given here first"});
            return;
        }
        claim(at, found->second);
    }

    /// The live syncs of this label that are not claimed by an id or, later, by their own label.
    [[nodiscard]] std::vector<std::size_t> unclaimed(const std::string& label) const {
        std::vector<std::size_t> left;
        const auto found = label.empty() ? by_label_.end() : by_label_.find(label);
        if (found != by_label_.end()) {
            std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(left),
                         [&](std::size_t live) { return owner_[live] == no_owner; });
        }
        return left;
    }

    void ambiguous(std::size_t at, const std::vector<std::size_t>& found, const std::string& label,
                   diagnostics::span where) {
        diagnostic& problem = report(at, code::label_ambiguous, where,
                                     std::to_string(found.size()) + " live syncs have the label " +
                                         quoted(label) + ": their ids are " + list_of_ids(found, live_));
        problem.hints.push_back("add 'id: " + std::to_string(live_[found.front()].id) +
                                "', or the id of the one that is meant");
        if (const std::size_t heir = only_as_declared(at, found); heir != no_match) {
            problem.hints.push_back(
                "sync " + std::to_string(live_[heir].id) +
                " alone is as the file says; an apply that was interrupted while it replaced "
                "a sync leaves two, and its journal in .censusctl, which would tell the old "
                "one, is not here");
        }
        // They are not known to be left alone: one of them is this sync.
        for (const std::size_t live : found) {
            found_.claimed[live] = 1;
        }
    }

    /// The one of these that is as declared, where all others are not.
    [[nodiscard]] std::size_t only_as_declared(std::size_t at, const std::vector<std::size_t>& found) const {
        const validation::resolved_sync& sync = declared_[at];
        std::size_t same = no_match;
        for (const std::size_t live : found) {
            if (!sync.spec || !is_understood(live_[live]) ||
                !diff::compare(*sync.spec, live_[live].spec, context_of(sync)).empty()) {
                continue;
            }
            if (same != no_match) {
                return no_match;
            }
            same = live;
        }
        return same;
    }

    void by_label(std::size_t at) {
        const declared_sync& sync = *declared_[at].declared;
        const std::string& label = sync.spec.label;
        if (label.empty()) {
            return;
        }
        const auto [first, is_first] = label_users_.emplace(label, at);
        if (!is_first) {
            duplicate(at, first->second, label_place(sync), label_place(*declared_[first->second].declared),
                      "the label " + quoted(label) + " is already that of ");
            return;
        }
        const std::vector<std::size_t> found = unclaimed(label);
        if (found.size() == 1) {
            claim(at, found.front());
        } else if (!found.empty()) {
            ambiguous(at, found, label, label_place(sync));
        }
    }

    void by_former_label(std::size_t at) {
        for (const auto& former : declared_[at].declared->formerly) {
            const std::vector<std::size_t> found = unclaimed(former.value);
            if (found.size() == 1) {
                claim(at, found.front());
                former_users_.emplace(former.value, std::pair(at, former.where));
                return;
            }
            if (!found.empty()) {
                ambiguous(at, found, former.value, former.where);
                return;
            }
            const auto taken = former_users_.find(former.value);
            if (taken != former_users_.end()) {
                duplicate(at, taken->second.first, former.where, taken->second.second,
                          "the live sync with the label " + quoted(former.value) + " is already taken by ");
                return;
            }
        }
    }

    /// Two syncs of the files would be one live sync. Validation may have said so already.
    void duplicate(std::size_t at, std::size_t first, diagnostics::span where, diagnostics::span first_where,
                   const std::string& message) {
        found_.declared[at].problem = true;
        const auto& all = problems_.all();
        const bool said = std::any_of(all.begin(), all.end(), [&](const diagnostic& item) {
            return item.id == code::label_duplicate && item.where == where;
        });
        // Two of one key are `sync-duplicate`, which the reader reports.
        const bool same_key = declared_[at].declared->key.value == declared_[first].declared->key.value;
        if (said || same_key) {
            return;
        }
        diagnostic& problem =
            report(at, code::label_duplicate, where, message + quoted(declared_[first].declared->key.value));
        problem.hints.emplace_back("give each sync a label of its own, or pin each with 'id'");
        problem.notes.push_back({first_where, "the label is used here first"});
    }

    const std::vector<validation::resolved_sync>& declared_;
    const std::vector<model::live_sync>& live_;
    diagnostics::collector& problems_;
    matches found_;
    std::vector<std::size_t> owner_;  ///< by live index: the declared sync that claims it
    std::unordered_map<std::int64_t, std::size_t> by_id_;
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_label_;
    std::unordered_map<std::string_view, std::size_t> label_users_;
    std::unordered_map<std::string_view, std::pair<std::size_t, diagnostics::span>> former_users_;
};

}  // namespace

matches match_syncs(const std::vector<validation::resolved_sync>& declared,
                    const std::vector<model::live_sync>& live, diagnostics::collector& problems,
                    const std::vector<unfinished_replace>& replacing) {
    return matcher(declared, live, problems, replacing).run();
}

}  // namespace censusctl::plan
