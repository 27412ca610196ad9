#include "diff/take_over.hpp"

#include <algorithm>
#include <cstddef>
#include <variant>

#include "diff/mappings.hpp"
#include "model/attributes.hpp"

namespace censusctl::diff {
namespace {

using model::attribute;

/// Copies a scalar that an `Owner` keeps; nothing where the attribute is none of its own.
template <class Owner>
void copy_scalar(attribute id, Owner& to, const Owner& from) {
    for (const model::attribute_row<Owner>& row : model::attributes_of<Owner>()) {
        if (row.id != id) {
            continue;
        }
        std::visit(
            [&](auto member) {
                if constexpr (!std::is_same_v<decltype(member), std::monostate>) {
                    to.*member = from.*member;
                }
            },
            row.member);
    }
}

std::vector<model::mapping>::iterator find(std::vector<model::mapping>& all, const std::string& to,
                                           const comparison_context& context) {
    return std::ranges::find_if(all,
                                [&](const model::mapping& one) { return same_field(one.to, to, context); });
}

std::vector<model::mapping>::const_iterator find(const std::vector<model::mapping>& all,
                                                 const std::string& to, const comparison_context& context) {
    return std::ranges::find_if(all,
                                [&](const model::mapping& one) { return same_field(one.to, to, context); });
}

void take_mapping(model::sync_spec& to, const model::sync_spec& from, const attribute_path& path,
                  const comparison_context& context) {
    const auto ours = find(to.mappings, path.part, context);
    const auto theirs = find(from.mappings, path.part, context);
    if (theirs == from.mappings.end()) {
        if (ours != to.mappings.end()) {
            to.mappings.erase(ours);
        }
        return;
    }
    if (ours == to.mappings.end()) {
        to.mappings.push_back(*theirs);
        return;
    }
    switch (path.id) {
        case attribute::mapping_from:
        case attribute::constant_value:
        case attribute::constant_type:
            ours->from = theirs->from;
            return;
        default:
            copy_scalar(path.id, *ours, *theirs);
    }
}

/// The order of `from` for what both have; what it does not have stays at the end.
void take_order(model::sync_spec& to, const model::sync_spec& from, const comparison_context& context) {
    const auto rank = [&](const model::mapping& one) {
        return std::distance(from.mappings.begin(), find(from.mappings, one.to, context));
    };
    std::ranges::stable_sort(to.mappings, {}, rank);
}

}  // namespace

void take_over(model::sync_spec& to, const model::sync_spec& from, const attribute_path& path,
               const comparison_context& context) {
    if (model::is_of_mapping(path.id)) {
        take_mapping(to, from, path, context);
        return;
    }
    switch (path.id) {
        case attribute::mappings:
            take_order(to, from, context);
            return;
        case attribute::source_connection:
            to.source.connection_id = from.source.connection_id;
            return;
        case attribute::source_object: {
            const model::connection_id connection = to.source.connection_id;
            to.source = from.source;
            to.source.connection_id = connection;
            return;
        }
        case attribute::destination_connection:
            to.destination.connection_id = from.destination.connection_id;
            return;
        case attribute::sync_sequence:
            to.triggers.sync_sequence = from.triggers.sync_sequence;
            return;
        case attribute::alerts:
            to.alerts = from.alerts;
            return;
        case attribute::advanced_configuration:
            to.advanced_configuration = from.advanced_configuration;
            return;
        default:
            break;
    }
    copy_scalar(path.id, to, from);
    copy_scalar(path.id, to.destination, from.destination);
    copy_scalar(path.id, to.schedule, from.schedule);
    copy_scalar(path.id, to.triggers, from.triggers);
}

}  // namespace censusctl::diff
