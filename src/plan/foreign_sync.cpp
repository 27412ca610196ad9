#include "plan/foreign_sync.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "model/attributes.hpp"

namespace censusctl::plan {
namespace {

using indices = std::vector<std::size_t>;

constexpr std::size_t most_ids_named = 10;

std::set<std::string> fields_of(const model::sync_spec& spec) {
    std::set<std::string> fields;
    for (const model::mapping& mapping : spec.mappings) {
        if (!std::holds_alternative<model::compound_key_source>(mapping.from)) {
            fields.insert(mapping.to);
        }
    }
    return fields;
}

/// Leaves those that fit, unless none does.
template <class Fits>
void narrow(indices& found, Fits fits) {
    indices left;
    std::ranges::copy_if(found, std::back_inserter(left), fits);
    if (!left.empty()) {
        found = std::move(left);
    }
}

/// Where the old file says this, or what it is a part of.
std::string place_of(const foreign_sync& sync, const std::string& attribute) {
    const auto said = std::ranges::find_if(sync.statements, [&](const foreign_statement& each) {
        return attribute == each.attribute ||
               (attribute.starts_with(each.attribute) && attribute[each.attribute.size()] == '.');
    });
    return said == sync.statements.end() ? sync.place : said->place;
}

/// One call of `match_foreign`.
class matching {
public:
    explicit matching(const std::vector<model::live_sync>& live) : live_(live), taken_(live.size(), false) {}

    foreign_match take(const foreign_sync& sync) {
        indices found = candidates(sync);
        if (found.size() > 1 && !sync.object.empty()) {
            narrow(found, [&](std::size_t at) { return live_[at].spec.destination.object == sync.object; });
        }
        if (found.size() > 1 && !sync.fields.empty()) {
            narrow(found, [&](std::size_t at) { return fields_of(live_[at].spec) == sync.fields; });
        }
        if (found.size() != 1) {
            return {std::nullopt, why_not(found)};
        }
        taken_[found.front()] = true;
        return {found.front(), {}};
    }

private:
    [[nodiscard]] indices candidates(const foreign_sync& sync) const {
        indices found;
        const auto add_where = [&](auto fits) {
            for (std::size_t at = 0; at < live_.size() && found.size() < live_.size(); ++at) {
                if (!taken_[at] && fits(live_[at])) {
                    found.push_back(at);
                }
            }
        };
        if (sync.id) {
            add_where([&](const model::live_sync& each) {
                return each.id == *sync.id && (sync.label.empty() || each.spec.label == sync.label);
            });
        }
        if (found.empty() && !sync.label.empty()) {
            add_where([&](const model::live_sync& each) { return each.spec.label == sync.label; });
        }
        // Renamed, or without a label: still the same where it does what no other does.
        if (found.empty() && !sync.object.empty() && !sync.fields.empty()) {
            add_where([&](const model::live_sync& each) {
                return each.spec.destination.object == sync.object && fields_of(each.spec) == sync.fields;
            });
        }
        return found;
    }

    [[nodiscard]] std::string why_not(const indices& found) const {
        if (found.empty()) {
            return "the workspace has no such sync that no other is";
        }
        std::string ids;
        for (std::size_t at = 0; at < found.size() && at < most_ids_named; ++at) {
            ids += (ids.empty() ? "" : ", ") + std::to_string(live_[found[at]].id);
        }
        return "several syncs of the workspace could be it: their ids are " + ids;
    }

    const std::vector<model::live_sync>& live_;
    std::vector<bool> taken_;
};

}  // namespace

model::mapping& mapping_to(model::sync_spec& spec, const std::string& field) {
    const auto there = std::ranges::find(spec.mappings, field, &model::mapping::to);
    if (there != spec.mappings.end()) {
        return *there;
    }
    spec.mappings.emplace_back().to = field;
    return spec.mappings.back();
}

std::vector<foreign_match> match_foreign(const std::vector<foreign_sync>& syncs,
                                         const std::vector<model::live_sync>& live) {
    matching all(live);
    std::vector<foreign_match> found(syncs.size());
    // What has an id or a label first, so that nothing else takes its sync.
    for (const bool named : {true, false}) {
        for (std::size_t at = 0; at < syncs.size(); ++at) {
            if ((syncs[at].id || !syncs[at].label.empty()) == named) {
                found[at] = all.take(syncs[at]);
            }
        }
    }
    return found;
}

std::vector<foreign_difference> differences(const foreign_sync& sync, const model::live_sync& live) {
    model::sync_spec wanted = live.spec;
    for (const foreign_statement& statement : sync.statements) {
        statement.apply(wanted);
    }
    if (!sync.fields.empty() && wanted.field_behavior != "sync_all_properties") {
        std::erase_if(wanted.mappings, [&](const model::mapping& mapping) {
            return !sync.fields.contains(mapping.to) &&
                   !std::holds_alternative<model::compound_key_source>(mapping.from);
        });
    }
    // A row that reads from nothing we know of says nothing of the workspace's.
    std::erase_if(wanted.mappings, [](const model::mapping& mapping) {
        const auto* column = std::get_if<model::column_source>(&mapping.from);
        return column != nullptr && column->name.empty();
    });
    std::vector<diff::field_change> changes = diff::compare(wanted, live.spec, {});
    std::set<std::string> lone;  // fields that one side alone writes
    for (const diff::field_change& change : changes) {
        const bool is_lone = diff::is_null(change.before) || diff::is_null(change.after);
        if (change.path.id == model::attribute::mapping_from && is_lone) {
            lone.insert(change.path.part);
        }
    }
    std::vector<foreign_difference> found;
    for (diff::field_change& change : changes) {
        const bool is_told = model::is_of_mapping(change.path.id) &&
                             change.path.id != model::attribute::mapping_from &&
                             lone.contains(change.path.part);
        if (!is_told) {
            std::string place = place_of(sync, to_string(change.path));
            found.push_back({std::move(place), std::move(change)});
        }
    }
    return found;
}

}  // namespace censusctl::plan
