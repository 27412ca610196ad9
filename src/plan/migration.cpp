#include "plan/migration.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "diagnostics/diagnostic.hpp"
#include "plan/connection_words.hpp"
#include "plan/matching.hpp"

namespace censusctl::plan {
namespace {

using indices = std::vector<std::size_t>;
using manifest::declared_sync;

std::string in_quotes(std::string_view name) {
    return "'" + std::string(name) + "'";
}

std::string shown(const model::connection_name& name) {
    return name.id ? "with the id " + std::to_string(*name.id) : in_quotes(name.name);
}

template <class Row>
std::string shown(const Row& row) {
    return in_quotes(row.name) + " (" + row.id.text() + ")";
}

template <class Rows>
std::string list_of(const Rows& rows, const indices& at) {
    std::string text;
    for (const std::size_t each : at) {
        text += (text.empty() ? "" : ", ") + shown(rows[each]);
    }
    return text;
}

/// A wish for what stands at a place: `edit` absent: that it stays.
struct wish {
    std::size_t sync;
    std::optional<reference_edit> edit;
};

using place_key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

place_key key_of(const diagnostics::span& where) {
    return {where.file, where.line, where.column};
}

/// One call of `plan_migration`.
class migrating {
public:
    migrating(const std::vector<declared_sync>& declared, const std::optional<workspace_view>& before,
              const workspace_view& after, const generation_words& words)
        : declared_(declared), before_(before), after_(after), words_(words) {
        if (before_) {
            same_.emplace(*before_, after_);
            found_before_ = match(*before_);
        }
    }

    migration run() && {
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            take(at);
        }
        state_ids();
        settle_wishes();
        list_lone();
        return std::move(made_);
    }

private:
    [[nodiscard]] matches match(const workspace_view& workspace) const {
        std::vector<validation::resolved_sync> all(declared_.size());
        for (std::size_t at = 0; at < all.size(); ++at) {
            all[at].declared = &declared_[at];
        }
        diagnostics::collector ignored;
        return match_syncs(all, workspace.live, ignored);
    }

    void stop(const declared_sync& sync, diagnostics::span where, std::string message,
              std::string hint = {}) {
        made_.obstacles.push_back(
            {sync.key.value, where.known() ? where : sync.key.where, std::move(message), std::move(hint)});
    }

    void take(std::size_t at) {
        const declared_sync& sync = declared_[at];
        const model::live_sync* live = nullptr;
        if (before_ && found_before_.declared[at].live != no_match) {
            live = &before_->live[found_before_.declared[at].live];
        }
        moved_sync& moved = made_.syncs.emplace_back();
        moved.key = sync.key.value;
        moved.label = sync.spec.label;
        if (live != nullptr) {
            moved.before_id = live->id;
        }
        after_of_.push_back(no_match);
        const auto source = source_of(sync);
        if (!source) {
            return;
        }
        const auto destinations = destinations_of(sync, *source);
        if (!destinations) {
            return;
        }
        indices found = syncs_of(sync, live, *source, *destinations);
        if (found.size() > 1) {
            std::string ids;
            for (const std::size_t each : found) {
                ids += (ids.empty() ? "" : ", ") + std::to_string(after_.live[each].id);
            }
            stop(sync, {}, "several syncs of " + words_.after + " could be this one: their ids are " + ids,
                 "write the `id` of the one that is meant, once `censusctl list syncs` is asked of " +
                     words_.after);
        } else if (found.size() == 1) {
            after_of_.back() = found.front();
            moved.after_id = after_.live[found.front()].id;
        } else if (live != nullptr) {
            stop(sync, {},
                 "the sync " + std::to_string(live->id) + " of " + words_.before + " is not in " +
                     words_.after + " under its label, source and destination",
                 "look there whether it was renamed, moved or deleted");
        }
        choose_destination(at, *source, *destinations);
        wish_distinct(sync);
    }

    /// The source of the new generation, for which something is wished where the file names it.
    std::optional<std::size_t> source_of(const declared_sync& sync) {
        const auto& wanted = sync.source.connection;
        const indices by_words = model::find_sources(after_.metadata, wanted.value);
        indices found = by_words;
        const model::source_connection* row = nullptr;
        if (before_) {
            const indices there = model::find_sources(before_->metadata, wanted.value);
            if (there.size() == 1) {
                row = &before_->metadata.sources[there.front()];
                found = same_->sources_of(*row);
            }
        }
        if (found.size() != 1) {
            const std::string name =
                row != nullptr ? shown(*row) + " of " + words_.before : shown(wanted.value);
            stop(sync, wanted.where,
                 found.empty() ? words_.after + " has no source " + name
                               : "the source " + name + " could be several of " + words_.after + ": " +
                                     list_of(after_.metadata.sources, found),
                 found.empty() ? "what its sources are called: " + names_of_sources()
                               : "write the id of the one that is meant");
            return std::nullopt;
        }
        const model::source_connection& now = after_.metadata.sources[found.front()];
        wish_for(sync, named_thing::source, wanted, by_words == found,
                 words_for_source(after_.metadata, now.id));
        note_connection(true, row != nullptr ? row->name : std::string(),
                        row != nullptr ? row->id : model::connection_id(), now.name, now.id);
        return found.front();
    }

    [[nodiscard]] std::string names_of_sources() const {
        indices all(after_.metadata.sources.size());
        for (std::size_t at = 0; at < all.size(); ++at) {
            all[at] = at;
        }
        return all.empty() ? "it has none" : list_of(after_.metadata.sources, all);
    }

    /// Those that the sync may write to: one, or several activations of one pair.
    std::optional<indices> destinations_of(const declared_sync& sync, std::size_t source) {
        const model::connection_id& from = after_.metadata.sources[source].id;
        const auto& wanted = sync.destination.connection;
        indices found = model::find_destinations(after_.metadata, wanted.value, from);
        std::string name = shown(wanted.value);
        if (const auto* row = destination_before(sync)) {
            found = same_->destinations_of(*row, from);
            name = shown(*row) + " of " + words_.before;
        }
        if (!found.empty()) {
            return found;
        }
        std::string named;
        for (const model::destination_connection& each : after_.metadata.destinations) {
            if (!each.source_id.known() || each.source_id == from) {
                named += (named.empty() ? "" : ", ") + shown(each);
            }
        }
        stop(sync, wanted.where,
             words_.after + " has nothing that takes the syncs of source " +
                 in_quotes(after_.metadata.sources[source].name) + " to the destination " + name,
             named.empty() ? "make one in the web page"
                           : "make one in the web page, or name another: there is " + named);
        return std::nullopt;
    }

    [[nodiscard]] const model::destination_connection* destination_before(const declared_sync& sync) const {
        if (!before_) {
            return nullptr;
        }
        const indices sources = model::find_sources(before_->metadata, sync.source.connection.value);
        const indices there = model::find_destinations(
            before_->metadata, sync.destination.connection.value,
            sources.size() == 1 ? before_->metadata.sources[sources.front()].id : model::connection_id());
        return there.size() == 1 ? &before_->metadata.destinations[there.front()] : nullptr;
    }

    [[nodiscard]] indices syncs_of(const declared_sync& sync, const model::live_sync* live,
                                   std::size_t source, const indices& destinations) const {
        if (live != nullptr) {
            return same_->syncs_of(*live);
        }
        indices found =
            syncs_between(after_, sync.spec.label, after_.metadata.sources[source].id, destinations);
        const auto is_stated = [&](std::size_t at) {
            return sync.id && after_.live[at].id == sync.id->value;
        };
        if (const auto stated = std::ranges::find_if(found, is_stated); stated != found.end()) {
            return {*stated};
        }
        if (found.size() > 1) {
            indices alike;
            std::ranges::copy_if(found, std::back_inserter(alike), [&](std::size_t at) {
                return after_.live[at].spec.destination.object == sync.spec.destination.object;
            });
            found = std::move(alike);
        }
        return found;
    }

    /// Of several activations of a pair the one that the sync has.
    void choose_destination(std::size_t at, std::size_t source, const indices& found) {
        const declared_sync& sync = declared_[at];
        const auto& wanted = sync.destination.connection;
        const model::connection_id& from = after_.metadata.sources[source].id;
        std::size_t chosen = found.front();
        if (found.size() > 1) {
            const auto is_its_own = [&](std::size_t each) {
                return after_of_[at] != no_match &&
                       after_.metadata.destinations[each].id ==
                           after_.live[after_of_[at]].spec.destination.connection_id;
            };
            const auto own = std::ranges::find_if(found, is_its_own);
            if (own == found.end()) {
                stop(sync, wanted.where,
                     "several activations of " + words_.after + " take the syncs of source " +
                         in_quotes(after_.metadata.sources[source].name) + " to the destination " +
                         shown(wanted.value) + ": " + list_of(after_.metadata.destinations, found),
                     "write the id of the one that is meant");
                return;
            }
            chosen = *own;
        }
        const model::destination_connection& now = after_.metadata.destinations[chosen];
        const indices by_words = model::find_destinations(after_.metadata, wanted.value, from);
        wish_for(sync, named_thing::destination, wanted, by_words == indices{chosen},
                 words_for_destination(after_.metadata, now.id, from));
        const auto* row = destination_before(sync);
        note_connection(false, row != nullptr ? row->name : std::string(),
                        row != nullptr ? row->id : model::connection_id(), now.name, now.id);
    }

    void wish_for(const declared_sync& sync, named_thing what,
                  const diagnostics::located<model::connection_name>& stated, bool stays,
                  const std::optional<model::connection_name>& after) {
        const auto index = static_cast<std::size_t>(&sync - declared_.data());
        wish& made = wishes_[key_of(stated.where)].emplace_back(wish{index, std::nullopt});
        if (!stays && after) {
            made.edit = reference_edit{what, sync.key.value, stated.where, stated.value, *after};
        }
    }

    /// Ids of other syncs go where these are now.
    void wish_distinct(const declared_sync& sync) {
        for (const auto& other : sync.distinct_from) {
            if (!before_) {
                continue;
            }
            const auto live = std::ranges::find(before_->live, other.value, &model::live_sync::id);
            const indices found = live == before_->live.end() ? indices() : same_->syncs_of(*live);
            if (found.size() == 1 && after_.live[found.front()].id != other.value) {
                made_.edits.push_back({named_thing::distinct_from,
                                       sync.key.value,
                                       other.where,
                                       model::connection_name{other.value, {}},
                                       {after_.live[found.front()].id, {}}});
            }
        }
    }

    void note_connection(bool is_source, const std::string& before_name,
                         const model::connection_id& before_id, const std::string& after_name,
                         const model::connection_id& after_id) {
        const bool known = std::ranges::any_of(made_.connections, [&](const moved_connection& each) {
            return each.is_source == is_source && each.before_id == before_id && each.after_id == after_id;
        });
        if (!known) {
            made_.connections.push_back({is_source, before_name, before_id, after_name, after_id});
        }
    }

    /// A sync says its id where its label does not tell it, and where it said another.
    void state_ids() {
        std::set<std::size_t> pinned;
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            if (declared_[at].id && after_of_[at] != no_match) {
                pinned.insert(after_of_[at]);
            }
        }
        std::map<std::string_view, std::size_t> labels;
        for (std::size_t at = 0; at < after_.live.size(); ++at) {
            labels[after_.live[at].spec.label] += pinned.contains(at) ? 0 : 1;
        }
        std::map<std::size_t, std::size_t> owners;
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            const declared_sync& sync = declared_[at];
            if (after_of_[at] == no_match) {
                continue;
            }
            const model::live_sync& now = after_.live[after_of_[at]];
            if (const auto [owner, is_first] = owners.emplace(after_of_[at], at); !is_first) {
                stop(sync, {},
                     "it would be the sync " + std::to_string(now.id) + " of " + words_.after +
                         ", which is " + in_quotes(declared_[owner->second].key.value) + " already");
                continue;
            }
            const model::connection_name id{now.id, {}};
            if (sync.id && sync.id->value != now.id) {
                made_.edits.push_back({named_thing::id, sync.key.value, sync.id->where,
                                       model::connection_name{sync.id->value, {}}, id});
            } else if (!sync.id && labels[now.spec.label] > 1) {
                made_.edits.push_back({named_thing::id, sync.key.value, {}, std::nullopt, id});
            }
        }
    }

    /// A default of several syncs that need different words is said by each for itself.
    void settle_wishes() {
        for (const auto& at_place : wishes_) {
            const std::vector<wish>& wishes = at_place.second;
            const auto alike = [&](const wish& each) {
                return each.edit.has_value() == wishes.front().edit.has_value() &&
                       (!each.edit || each.edit->after == wishes.front().edit->after);
            };
            if (std::ranges::all_of(wishes, alike)) {
                if (wishes.front().edit) {
                    made_.edits.push_back(*wishes.front().edit);
                }
                continue;
            }
            for (const wish& each : wishes) {
                if (each.edit) {
                    made_.edits.push_back(*each.edit);
                    made_.edits.back().where = {};
                }
            }
        }
        std::map<std::string_view, std::size_t> order;
        for (std::size_t at = 0; at < declared_.size(); ++at) {
            order.emplace(declared_[at].key.value, at);
        }
        std::ranges::stable_sort(made_.edits, [&](const reference_edit& left, const reference_edit& right) {
            return std::pair(order[left.sync], left.what) < std::pair(order[right.sync], right.what);
        });
    }

    void list_lone() {
        if (!before_) {
            return;
        }
        std::set<std::size_t> met;
        for (const model::live_sync& sync : before_->live) {
            const indices found = same_->syncs_of(sync);
            met.insert(found.begin(), found.end());
            if (found.empty()) {
                made_.only_before.push_back({sync.id, sync.spec.label});
            }
        }
        for (std::size_t at = 0; at < after_.live.size(); ++at) {
            if (!met.contains(at)) {
                made_.only_after.push_back({after_.live[at].id, after_.live[at].spec.label});
            }
        }
    }

    const std::vector<declared_sync>& declared_;
    const std::optional<workspace_view>& before_;
    const workspace_view& after_;
    const generation_words& words_;
    std::optional<counterparts> same_;
    matches found_before_;
    migration made_;
    std::vector<std::size_t> after_of_;  ///< by declared sync: what it is in the new generation
    std::map<place_key, std::vector<wish>> wishes_;
};

}  // namespace

std::string_view to_string(named_thing what) noexcept {
    switch (what) {
        case named_thing::id:
            return "id";
        case named_thing::source:
            return "source.connection";
        case named_thing::destination:
            return "destination.connection";
        case named_thing::distinct_from:
            break;
    }
    return "distinct_from";
}

migration plan_migration(const std::vector<manifest::declared_sync>& declared,
                         const std::optional<workspace_view>& before, const workspace_view& after,
                         const generation_words& words) {
    return migrating(declared, before, after, words).run();
}

}  // namespace censusctl::plan
