#include "sandbox/generated_mappings.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <numeric>

#include "sandbox/field_name.hpp"
#include "sandbox/random_numbers.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

bool reads_column(const stored_sync& sync, std::size_t listed, const std::string& column) {
    const auto end = sync.mappings.begin() + static_cast<std::ptrdiff_t>(listed);
    return std::any_of(sync.mappings.begin(), end,
                       [&](const stored_mapping& mapping) { return mapping.column() == column; });
}

bool is_mapped(const stored_sync& sync, const std::string& to, bool case_sensitive) {
    return std::any_of(sync.mappings.begin(), sync.mappings.end(), [&](const stored_mapping& mapping) {
        return same_name(mapping.to, to, case_sensitive);
    });
}

void add_columns(stored_sync& sync, const data_source& reads, const destination_object& object) {
    const std::size_t listed = sync.mappings.size();
    for (const std::string& column : reads.columns) {
        if (reads_column(sync, listed, column)) {
            continue;
        }
        stored_mapping generated;
        generated.data = json::string(column);
        generated.generated = true;
        generated.to = normalized_field_name(column, sync.field_normalization);
        const field* target = object.find_field(generated.to);
        if (target != nullptr) {
            generated.to = target->full_name;
        }
        if (target != nullptr && !target->createable && !target->updateable) {
            continue;
        }
        if (target == nullptr && !object.allow_custom_fields) {
            continue;
        }
        generated.generate_field = target == nullptr;
        if (!is_mapped(sync, generated.to, object.case_sensitive)) {
            sync.mappings.push_back(std::move(generated));
        }
    }
}

/// The row that the server adds where an object's key consists of several columns.
void add_compound_key(stored_sync& sync, const compound_key& key) {
    const bool keyed =
        std::any_of(sync.mappings.begin(), sync.mappings.end(),
                    [](const stored_mapping& mapping) { return mapping.is_primary_identifier; });
    if (key.to.empty() || keyed) {
        return;
    }
    json::array parts;
    for (const std::string& field : key.fields) {
        for (const stored_mapping& mapping : sync.mappings) {
            if (mapping.to == field && mapping.from == from_kind::column) {
                parts.emplace_back(json::object{{"type", "column"}, {"data", mapping.data}});
            }
        }
    }
    stored_mapping row;
    row.from = from_kind::compound_key;
    row.data = std::move(parts);
    row.to = key.to;
    row.is_primary_identifier = true;
    row.generated = true;
    sync.mappings.push_back(std::move(row));
}

}  // namespace

void drop_generated_mappings(stored_sync& sync) {
    std::erase_if(sync.mappings, [](const stored_mapping& mapping) { return mapping.generated; });
}

void add_generated_mappings(stored_sync& sync, const sync_targets& targets) {
    if (targets.object == nullptr) {
        return;
    }
    if (sync.syncs_all() && targets.reads != nullptr) {
        add_columns(sync, *targets.reads, *targets.object);
    }
    add_compound_key(sync, targets.object->compound);
}

std::vector<std::size_t> shuffled_order(std::size_t count, std::int64_t seed) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (seed == 0) {
        return order;
    }
    random_numbers random{static_cast<std::uint64_t>(seed)};
    for (std::size_t left = count; left > 1; --left) {
        std::swap(order[left - 1], order[random.next() % left]);
    }
    return order;
}

}  // namespace censusctl::sandbox
