#include <algorithm>
#include <string>
#include <unordered_map>

#include "model/attributes.hpp"
#include "validation/suggester.hpp"
#include "validation/validate.hpp"

namespace censusctl::validation {
namespace {

using diagnostics::code;
using diagnostics::diagnostic;
using diagnostics::span;
using manifest::declared_mapping;
using manifest::declared_sync;

diagnostic& report(diagnostics::collector& problems, const declared_sync& sync, code id, span where,
                   std::string message) {
    auto& problem = problems.report(id, where.known() ? where : sync.key.where, std::move(message));
    problem.sync = sync.key.value;
    return problem;
}

void check_labels(const std::vector<declared_sync>& syncs, diagnostics::collector& problems) {
    std::unordered_map<std::string_view, const declared_sync*> first;
    for (const declared_sync& sync : syncs) {
        const auto [entry, fresh] = first.try_emplace(sync.spec.label, &sync);
        if (fresh || sync.spec.label.empty() || entry->second->key.value == sync.key.value) {
            continue;
        }
        auto& problem = report(problems, sync, code::label_duplicate, sync.at[model::attribute::label],
                               "sync '" + sync.key.value + "' has the label '" + sync.spec.label +
                                   "' of sync '" + entry->second->key.value + "'");
        problem.hints.emplace_back("a sync is found in the workspace by its label: give each its own");
        const span place = entry->second->at[model::attribute::label];
        problem.notes.push_back({place.known() ? place : entry->second->key.where, "the first is here"});
    }
}

void check_primary_identifier(const declared_sync& sync, diagnostics::collector& problems) {
    const declared_mapping* first = nullptr;
    for (const declared_mapping& mapping : sync.mappings) {
        if (!mapping.spec.is_primary_identifier) {
            continue;
        }
        if (first == nullptr) {
            first = &mapping;
            continue;
        }
        auto& problem = report(problems, sync, code::primary_identifier_multiple,
                               mapping.at[model::attribute::is_primary_identifier],
                               "sync '" + sync.key.value + "' has more than one primary identifier: '" +
                                   mapping.spec.to + "' and '" + first->spec.to + "'");
        problem.notes.push_back({first->at[model::attribute::is_primary_identifier], "the first is here"});
    }
    if (first == nullptr && !sync.mappings.empty() && sync.spec.operation != "append") {
        report(problems, sync, code::primary_identifier_missing, sync.at[model::attribute::mappings],
               "sync '" + sync.key.value + "' has no primary identifier")
            .hints.emplace_back(
                "write `is_primary_identifier: true` at the mapping that identifies a record");
    }
}

void check_lookups(const declared_sync& sync, diagnostics::collector& problems) {
    for (const declared_mapping& mapping : sync.mappings) {
        const bool object = !mapping.spec.lookup_object.empty();
        const bool field = !mapping.spec.lookup_field.empty();
        if (object == field) {
            continue;
        }
        const std::string missing = object ? "lookup_field" : "lookup_object";
        const std::string given = object ? "lookup_object" : "lookup_field";
        report(
            problems, sync, code::lookup_incomplete,
            object ? mapping.at[model::attribute::lookup_object] : mapping.at[model::attribute::lookup_field],
            std::string("the mapping to '")
                .append(mapping.spec.to)
                .append("' has ")
                .append(given)
                .append(" without ")
                .append(missing))
            .hints.push_back(
                std::string("add `").append(missing).append("`, or take `").append(given).append("` away"));
    }
}

using model::attribute;

void check_range(const declared_sync& sync, const std::optional<std::int64_t>& part, attribute id,
                 std::int64_t most, diagnostics::collector& problems) {
    if (part && (*part < 0 || *part > most)) {
        report(problems, sync, code::schedule_out_of_range, sync.at[id],
               std::string(model::row_of<model::schedule>(id).key()) + " is " + std::to_string(*part) +
                   ", and must be from 0 to " + std::to_string(most));
    }
}

void check_unused(const declared_sync& sync, attribute id, bool used, diagnostics::collector& problems) {
    if (!used && sync.at.stated(id)) {
        const std::string name(model::row_of<model::schedule>(id).key());
        report(problems, sync, code::schedule_field_unused, sync.at[id],
               name + " has no effect with frequency '" + sync.spec.schedule.frequency + "'")
            .hints.push_back("take `" + name + "` away");
    }
}

void check_schedule(const declared_sync& sync, diagnostics::collector& problems) {
    const model::schedule& schedule = sync.spec.schedule;
    const bool weekly = schedule.frequency == "weekly";
    const bool timed = weekly || schedule.frequency == "daily";
    if (weekly && schedule.day.empty()) {
        report(problems, sync, code::schedule_day_missing, sync.at[attribute::schedule_frequency],
               "a weekly schedule needs a day")
            .hints.emplace_back("add `day: Sunday`, or another day");
    }
    check_range(sync, schedule.hour, attribute::schedule_hour, 24, problems);
    check_range(sync, schedule.minute, attribute::schedule_minute, 59, problems);
    check_unused(sync, attribute::schedule_day, weekly, problems);
    check_unused(sync, attribute::schedule_hour, timed, problems);
    check_unused(sync, attribute::schedule_minute, timed || schedule.frequency == "hourly", problems);
}

/// Attributes that have an effect only beside another one's value.
void check_needs(const declared_sync& sync, diagnostics::collector& problems) {
    for (const auto& row : model::attributes_of<model::sync_spec>()) {
        if (row.needs == row.id || !sync.at.stated(row.id)) {
            continue;
        }
        const auto& needed = model::row_of<model::sync_spec>(row.needs);
        if (model::text_of(needed, sync.spec) != row.needed) {
            report(problems, sync, code::field_normalization_unused, sync.at[row.id],
                   std::string(row.path) + " has no effect without " + std::string(needed.path) + " '" +
                       std::string(row.needed) + "'");
        }
    }
}

/// The order of `after` as a graph of indices; unknown names are reported and left out.
std::vector<std::vector<std::size_t>> after_graph(const std::vector<declared_sync>& syncs,
                                                  diagnostics::collector& problems) {
    std::unordered_map<std::string_view, std::size_t> index_of;
    std::vector<std::string_view> keys;
    for (std::size_t at = 0; at < syncs.size(); ++at) {
        index_of.emplace(syncs[at].key.value, at);
        keys.emplace_back(syncs[at].key.value);
    }
    std::vector<std::vector<std::size_t>> graph(syncs.size());
    suggester suggestions;
    for (std::size_t at = 0; at < syncs.size(); ++at) {
        for (const auto& name : syncs[at].after) {
            if (const auto found = index_of.find(name.value); found != index_of.end()) {
                graph[at].push_back(found->second);
                continue;
            }
            auto& problem = report(problems, syncs[at], code::after_unknown, name.where,
                                   "no manifest declares a sync '" + name.value + "'");
            suggestions.add(problem, name.value, keys);
        }
    }
    return graph;
}

/// Finds circles with an explicit stack: a chain may be as long as there are syncs.
void check_after(const std::vector<declared_sync>& syncs, diagnostics::collector& problems) {
    const auto graph = after_graph(syncs, problems);
    enum class mark : std::uint8_t { fresh, open, closed };
    std::vector<mark> marks(syncs.size(), mark::fresh);
    struct step {
        std::size_t node;
        std::size_t next;
    };
    for (std::size_t start = 0; start < syncs.size(); ++start) {
        if (marks[start] != mark::fresh) {
            continue;
        }
        std::vector<step> path{{start, 0}};
        marks[start] = mark::open;
        while (!path.empty()) {
            step& top = path.back();
            if (top.next == graph[top.node].size()) {
                marks[top.node] = mark::closed;
                path.pop_back();
                continue;
            }
            const std::size_t to = graph[top.node][top.next++];
            if (marks[to] == mark::fresh) {
                marks[to] = mark::open;
                path.push_back({to, 0});
            } else if (marks[to] == mark::open) {
                const declared_sync& sync = syncs[top.node];
                const auto begin =
                    std::find_if(path.begin(), path.end(), [&](const step& item) { return item.node == to; });
                std::string circle;
                for (auto at = begin; at != path.end(); ++at) {
                    circle += "'" + syncs[at->node].key.value + "' after ";
                }
                circle += "'" + syncs[to].key.value + "'";
                const auto& names = sync.after;
                const auto name = std::find_if(names.begin(), names.end(), [&](const auto& each) {
                    return each.value == syncs[to].key.value;
                });
                report(problems, sync, code::after_cycle, name->where, "syncs wait for each other: " + circle)
                    .hints.emplace_back("take one of these `after` entries away");
            }
        }
    }
}

}  // namespace

void check_structure(const std::vector<declared_sync>& syncs, diagnostics::collector& problems) {
    check_labels(syncs, problems);
    for (const declared_sync& sync : syncs) {
        check_primary_identifier(sync, problems);
        check_lookups(sync, problems);
        check_schedule(sync, problems);
        check_needs(sync, problems);
    }
    check_after(syncs, problems);
}

}  // namespace censusctl::validation
