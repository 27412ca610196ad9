#include "plan/replacement_choice.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "plan/assessment.hpp"
#include "plan/parent_links.hpp"

namespace censusctl::plan {
namespace {

using validation::resolved_sync;

/// The choice in the making.
class chooser {
public:
    chooser(std::vector<resolved_sync>& declared, const std::vector<model::live_sync>& live,
            const matches& found, const std::vector<candidate>& candidates, const model::capabilities& can,
            const model::catalogue* metadata)
        : declared_(declared),
          live_(live),
          found_(found),
          candidates_(candidates),
          can_(can),
          metadata_(metadata) {
        made_.chosen.resize(declared.size(), 0);
        made_.refused.resize(declared.size());
        for (std::size_t at = 0; at < declared.size(); ++at) {
            // The others have no spec where they are not selected.
            const std::string& parent = declared[at].declared->spec.triggers.sync_sequence.key;
            const std::string& linked =
                declared[at].spec ? declared[at].spec->triggers.sync_sequence.key : parent;
            if (!linked.empty()) {
                followers_[linked].push_back(at);
            }
        }
    }

    replacement_choice run() && {
        // Each round refuses one more, or is the last.
        do {
            std::ranges::fill(made_.chosen, 0);
            link_parents(declared_, live_, found_);
            choose();
        } while (refuse_one());
        return std::move(made_);
    }

private:
    [[nodiscard]] bool is_there(std::size_t at) const {
        return found_.declared[at].live != no_match && !found_.declared[at].problem && declared_[at].spec &&
               candidates_[at] != candidate::left_out;
    }

    [[nodiscard]] const model::live_sync& live_of(std::size_t at) const {
        return live_[found_.declared[at].live];
    }

    [[nodiscard]] assessment look(std::size_t at) const {
        return assess(declared_[at], live_of(at), can_, metadata_);
    }

    /// Those that are to be replaced for their own sake, and then those that must be since their parent is.
    void choose() {
        std::vector<std::size_t> pending;
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            pending.push_back(declared_.size() - 1 - at);
        }
        while (!pending.empty()) {
            const std::size_t at = pending.back();
            pending.pop_back();
            const bool may = candidates_[at] == candidate::replaceable && is_there(at);
            if (!may || made_.chosen[at] != 0 || !made_.refused[at].empty()) {
                continue;
            }
            const assessment found = look(at);
            if (found.why_no_update.empty() || !found.why_no_replace.empty()) {
                continue;
            }
            made_.chosen[at] = 1;
            for (const std::size_t follower : followers_of(at)) {
                if (declared_[follower].spec) {
                    declared_[follower].spec->triggers.sync_sequence.id.reset();
                    pending.push_back(follower);
                }
            }
        }
    }

    /// Why a sync that starts after `parent` could not be pointed to the new one; empty: it can, or need not.
    [[nodiscard]] std::string why_not_pointed(std::size_t at, std::int64_t parent) const {
        const std::size_t live = found_.declared[at].live;
        if (live == no_match || made_.chosen[at] != 0) {
            return {};
        }
        if (!is_there(at)) {
            const bool points_there = live_[live].spec.triggers.sync_sequence.id == parent;
            return points_there ? "is not selected: select it as well" : std::string();
        }
        const assessment found = look(at);
        return found.why_no_update.empty() ? std::string()
                                           : "cannot be pointed to a new one: " + found.why_no_update;
    }

    /// Refuses a chosen one that another starts after and cannot be pointed elsewhere.
    bool refuse_one() {
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            if (made_.chosen[at] == 0) {
                continue;
            }
            for (const std::size_t follower : followers_of(at)) {
                if (std::string why = why_not_pointed(follower, live_of(at).id); !why.empty()) {
                    made_.refused[at] =
                        "'" + declared_[follower].declared->key.value + "' starts after it, and " + why;
                    return true;
                }
            }
        }
        return false;
    }

    [[nodiscard]] std::vector<std::size_t> followers_of(std::size_t at) const {
        const auto found = followers_.find(declared_[at].declared->key.value);
        return found == followers_.end() ? std::vector<std::size_t>() : found->second;
    }

    std::vector<resolved_sync>& declared_;
    const std::vector<model::live_sync>& live_;
    const matches& found_;
    const std::vector<candidate>& candidates_;
    const model::capabilities& can_;
    const model::catalogue* metadata_;
    std::unordered_map<std::string_view, std::vector<std::size_t>> followers_;  ///< by the parent's key
    replacement_choice made_;
};

}  // namespace

replacement_choice choose_replacements(std::vector<resolved_sync>& declared,
                                       const std::vector<model::live_sync>& live, const matches& found,
                                       const std::vector<candidate>& candidates,
                                       const model::capabilities& can, const model::catalogue* metadata) {
    return chooser(declared, live, found, candidates, can, metadata).run();
}

}  // namespace censusctl::plan
