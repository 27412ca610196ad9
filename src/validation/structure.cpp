#include <algorithm>
#include <string>
#include <unordered_map>

#include "model/attributes.hpp"
#include "model/liquid.hpp"
#include "validation/missing_key.hpp"
#include "validation/structure_rules.hpp"
#include "validation/validate.hpp"

namespace censusctl::validation {
namespace {

using diagnostics::code;
using diagnostics::diagnostic;
using diagnostics::span;
using manifest::declared_mapping;
using manifest::declared_sync;

void check_labels(const std::vector<declared_sync>& syncs, diagnostics::collector& problems) {
    std::unordered_map<std::string_view, const declared_sync*> first;
    for (const declared_sync& sync : syncs) {
        const auto [entry, fresh] = first.try_emplace(sync.spec.label, &sync);
        if (fresh || sync.spec.label.empty() || entry->second->key.value == sync.key.value) {
            continue;
        }
        if (sync.id && entry->second->id) {
            continue;  // each is found by its id
        }
        auto& problem = report(problems, sync, code::label_duplicate, sync.at[model::attribute::label],
                               "sync '" + sync.key.value + "' has the label '" + sync.spec.label +
                                   "' of sync '" + entry->second->key.value + "'");
        problem.hints.emplace_back("a sync is found in the workspace by its label: give each its own");
        const span place = entry->second->at[model::attribute::label];
        problem.notes.push_back({place.known() ? place : entry->second->key.where, "the first is here"});
    }
}

void check_single_key(const declared_sync& sync, diagnostics::collector& problems) {
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

/// Templates whose tags are not closed; which columns they name is checked against metadata.
void check_templates(const declared_sync& sync, diagnostics::collector& problems) {
    for (const declared_mapping& mapping : sync.mappings) {
        const auto* liquid = std::get_if<model::liquid_source>(&mapping.spec.from);
        if (liquid == nullptr) {
            continue;
        }
        for (const model::liquid_problem& found : model::check_liquid(liquid->text).problems) {
            auto& problem = report(problems, sync, code::value_invalid,
                                   mapping.at[attribute::liquid_template], found.message);
            if (!found.hint.empty()) {
                problem.hints.push_back(found.hint);
            }
        }
    }
}

/// The code of an attribute's own, "field-order-unused", where there is one.
code unused_code_of(std::string_view path) {
    std::string slug(path);
    std::ranges::replace(slug, '_', '-');
    return diagnostics::find_code(slug + "-unused").value_or(code::attribute_unused);
}

/// Attributes that have an effect only beside another one's value.
template <class Owner>
void check_needs(const declared_sync& sync, const Owner& owner, const manifest::places& at,
                 diagnostics::collector& problems) {
    for (const auto& row : model::attributes_of<Owner>()) {
        if (!at.stated(row.id) || model::has_effect(row, owner)) {
            continue;
        }
        report(problems, sync, unused_code_of(row.path), at[row.id],
               std::string(row.path) + " has no effect without " +
                   std::string(model::row_of<Owner>(row.needs).path) + " '" + std::string(row.needed) + "'");
    }
}

}  // namespace

diagnostic& report(diagnostics::collector& problems, const manifest::declared_sync& sync, code id, span where,
                   std::string message) {
    auto& problem = problems.report(id, where.known() ? where : sync.key.where, std::move(message));
    problem.sync = sync.key.value;
    return problem;
}

void check_structure(const std::vector<declared_sync>& syncs, diagnostics::collector& problems,
                     missing_keys keys, const std::vector<diagnostics::located<std::string>>& elsewhere) {
    check_labels(syncs, problems);
    for (const declared_sync& sync : syncs) {
        check_single_key(sync, problems);
        if (keys == missing_keys::by_files && lacks_key(sync) && sync.spec.operation != "mirror") {
            report_missing_key(sync, problems);
        }
        check_lookups(sync, problems);
        check_schedule(sync, problems);
        check_alerts(sync, problems);
        check_templates(sync, problems);
        check_needs(sync, sync.spec, sync.at, problems);
        for (const declared_mapping& mapping : sync.mappings) {
            check_needs(sync, mapping.spec, mapping.at, problems);
        }
    }
    check_order(syncs, elsewhere, problems);
}

}  // namespace censusctl::validation
