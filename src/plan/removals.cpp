#include "plan/removals.hpp"

#include <algorithm>
#include <string>

namespace censusctl::plan {
namespace {

using diagnostics::code;
using diagnostics::diagnostic;
using manifest::declared_removal;

constexpr std::size_t most_ids_named = 10;

diagnostics::span place_of(const declared_removal& entry) {
    return entry.id ? entry.id->where : entry.label.where;
}

std::string name_of(const declared_removal& entry) {
    return entry.id ? std::to_string(entry.id->value) : "'" + entry.label.value + "'";
}

/// The search in progress.
class removal_finder {
public:
    removal_finder(const std::vector<validation::resolved_sync>& declared,
                   const std::vector<model::live_sync>& live, const matches& found,
                   diagnostics::collector& problems)
        : declared_(declared), live_(live), found_(found), problems_(problems), taken_(live.size(), 0) {}

    std::vector<removal> run(const std::vector<declared_removal>& removed) && {
        for (std::size_t entry = 0; entry < removed.size(); ++entry) {
            look_for(removed[entry], entry);
        }
        return std::move(removals_);
    }

private:
    [[nodiscard]] bool means(const declared_removal& entry, const model::live_sync& sync) const {
        return entry.id ? sync.id == entry.id->value : sync.spec.label == entry.label.value;
    }

    void look_for(const declared_removal& entry, std::size_t number) {
        std::vector<std::size_t> free;
        std::size_t claimed = no_match;
        for (std::size_t at = 0; at < live_.size(); ++at) {
            if (!means(entry, live_[at])) {
                continue;
            }
            if (found_.claimed[at] != 0) {
                claimed = at;
            } else {
                free.push_back(at);
            }
        }
        if (free.empty() && claimed != no_match) {
            report_declared(entry, claimed);
        } else if (free.size() > 1) {
            report_ambiguous(entry, free);
        } else if (free.size() == 1 && taken_[free.front()] == 0) {
            taken_[free.front()] = 1;
            removals_.push_back({number, free.front()});
        }
    }

    void report_declared(const declared_removal& entry, std::size_t live) {
        diagnostic& problem =
            problems_.report(code::removed_still_declared, place_of(entry),
                             "the sync " + name_of(entry) + " is to be removed, and the files declare it");
        problem.hints.emplace_back("take away its declaration, or this entry");
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            if (found_.declared[at].live == live) {
                problem.notes.push_back({declared_[at].declared->key.where, "it is declared here"});
            }
        }
    }

    void report_ambiguous(const declared_removal& entry, const std::vector<std::size_t>& found) {
        std::string ids;
        for (std::size_t at = 0; at < found.size() && at < most_ids_named; ++at) {
            ids += (at == 0 ? "" : ", ") + std::to_string(live_[found[at]].id);
        }
        diagnostic& problem =
            problems_.report(code::label_ambiguous, place_of(entry),
                             std::to_string(found.size()) + " live syncs have the label " + name_of(entry) +
                                 ", and which one is to be removed cannot be told: " + ids);
        problem.hints.push_back("write 'id: " + std::to_string(live_[found.front()].id) +
                                "', or an entry with its id for each that is meant");
    }

    const std::vector<validation::resolved_sync>& declared_;
    const std::vector<model::live_sync>& live_;
    const matches& found_;
    diagnostics::collector& problems_;
    std::vector<char> taken_;
    std::vector<removal> removals_;
};

}  // namespace

std::vector<removal> match_removed(const std::vector<declared_removal>& removed,
                                   const std::vector<validation::resolved_sync>& declared,
                                   const std::vector<model::live_sync>& live, const matches& found,
                                   diagnostics::collector& problems) {
    return removal_finder(declared, live, found, problems).run(removed);
}

}  // namespace censusctl::plan
