#include "model/attributes.hpp"

#include <tuple>
#include <utility>

namespace censusctl::model {
namespace {

// The members of each structure, by name and in order: a further one does not compile until it stands here,
// and then not until a row names it.

[[maybe_unused]] auto members_of(const sync_spec& owner) {
    const auto& [label, operation, source, destination, schedule, paused, dbt, behavior, normalization,
                 mappings, triggers, order, alerts, strategy, historical, water_mark, advanced] = owner;
    return std::tie(label, operation, source, destination, schedule, paused, dbt, behavior, normalization,
                    mappings, triggers, order, alerts, strategy, historical, water_mark, advanced);
}

[[maybe_unused]] auto members_of(const destination& owner) {
    const auto& [connection, object, lead_union] = owner;
    return std::tie(connection, object, lead_union);
}

[[maybe_unused]] auto members_of(const schedule& owner) {
    const auto& [frequency, day, hour, minute, cron] = owner;
    return std::tie(frequency, day, hour, minute, cron);
}

[[maybe_unused]] auto members_of(const triggers& owner) {
    const auto& [dbt_project, dbt_job, fivetran_job, fivetran_name, sequence] = owner;
    return std::tie(dbt_project, dbt_job, fivetran_job, fivetran_name, sequence);
}

[[maybe_unused]] auto members_of(const mapping& owner) {
    const auto& [from, to, key, generate, preserve, operation, lookup_object, lookup_field, nulls, type,
                 array, follow] = owner;
    return std::tie(from, to, key, generate, preserve, operation, lookup_object, lookup_field, nulls, type,
                    array, follow);
}

template <class Owner>
constexpr std::size_t member_count = std::tuple_size_v<decltype(members_of(std::declval<const Owner&>()))>;

/// How many rows name a member; 0 if two name the same one.
template <class Owner>
consteval std::size_t members_named() {
    std::size_t named = 0;
    const auto rows = attributes_of<Owner>();
    for (std::size_t at = 0; at < rows.size(); ++at) {
        named += rows[at].in_spec() ? 1U : 0U;
        for (std::size_t other = 0; other < at; ++other) {
            if (rows[other].id == rows[at].id ||
                (rows[at].member.index() != 0 && rows[other].member == rows[at].member)) {
                return 0;
            }
        }
    }
    return named;
}

static_assert(members_named<sync_spec>() == member_count<sync_spec>);
static_assert(members_named<destination>() == member_count<destination>);
static_assert(members_named<schedule>() == member_count<schedule>);
static_assert(members_named<triggers>() == member_count<triggers>);
static_assert(members_named<mapping>() == member_count<mapping>);

using path_table = std::array<std::string_view, attribute_count>;

constexpr std::string_view& at(path_table& paths, attribute id) {
    return paths[static_cast<std::size_t>(id)];
}

template <class Owner>
constexpr void add_paths(path_table& paths) {
    for (const attribute_row<Owner>& row : attributes_of<Owner>()) {
        at(paths, row.id) = row.path;
    }
}

constexpr path_table make_paths() {
    path_table paths;
    add_paths<sync_spec>(paths);
    add_paths<data_source>(paths);
    add_paths<destination>(paths);
    add_paths<schedule>(paths);
    add_paths<triggers>(paths);
    add_paths<mapping>(paths);
    at(paths, attribute::constant_value) = "from.value";
    at(paths, attribute::constant_type) = "from.type";
    at(paths, attribute::status) = "status";
    at(paths, attribute::created_at) = "created_at";
    at(paths, attribute::updated_at) = "updated_at";
    at(paths, attribute::delete_operation) = "operation: delete";
    at(paths, attribute::dataset_source) = "source.dataset";
    at(paths, attribute::segment_source) = "source.segment";
    at(paths, attribute::cohort_source) = "source.cohort";
    at(paths, attribute::topic_source) = "source.topic";
    at(paths, attribute::liquid_template) = "from.liquid_template";
    at(paths, attribute::sync_metadata) = "from.sync_metadata";
    at(paths, attribute::segment_membership) = "from.segment_membership";
    return paths;
}

constexpr path_table paths = make_paths();

consteval bool all_have_paths() {
    for (const std::string_view path : paths) {
        if (path.empty()) {
            return false;
        }
    }
    return true;
}

static_assert(all_have_paths());

}  // namespace

std::string_view path_of(attribute id) noexcept {
    return paths[static_cast<std::size_t>(id)];
}

}  // namespace censusctl::model
