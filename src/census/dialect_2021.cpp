#include <array>

#include "census/destination_metadata_codec.hpp"
#include "census/dialect.hpp"
#include "census/run_codec.hpp"
#include "census/source_metadata_codec.hpp"
#include "census/sync_codec.hpp"

namespace censusctl::census {
namespace {

std::string source_object_path(const std::string& source_id, std::string_view type, std::int64_t id) {
    return "/sources/" + source_id + (type == "model" ? "/models/" : "/tables/") + std::to_string(id);
}

constexpr std::array<std::string_view, 2> success_words{"success", "created"};

model::ability ability_of(model::attribute id) {
    switch (id) {
        case model::attribute::label:
        case model::attribute::source:
        case model::attribute::source_connection:
        case model::attribute::source_object:
        case model::attribute::destination:
        case model::attribute::destination_connection:
        case model::attribute::destination_object:
        case model::attribute::lead_union_insert_to:
        case model::attribute::operation:
        case model::attribute::schedule:
        case model::attribute::schedule_frequency:
        case model::attribute::schedule_day:
        case model::attribute::schedule_hour:
        case model::attribute::schedule_minute:
        case model::attribute::paused:
        case model::attribute::trigger_on_dbt_cloud_rebuild:
        case model::attribute::field_behavior:
        case model::attribute::field_normalization:
        case model::attribute::mappings:
        case model::attribute::mapping_from:
        case model::attribute::constant_value:
        case model::attribute::constant_type:
        case model::attribute::mapping_to:
        case model::attribute::is_primary_identifier:
        case model::attribute::generate_field:
        case model::attribute::preserve_values:
        case model::attribute::array_operation:
        case model::attribute::lookup_object:
        case model::attribute::lookup_field:
        // Nothing can be said under it, but that is said.
        case model::attribute::triggers:
        // Of the files alone, and so of no generation.
        case model::attribute::run:
        case model::attribute::after:
        case model::attribute::id:
        case model::attribute::formerly:
            return model::ability::written;
        case model::attribute::status:
        case model::attribute::created_at:
        case model::attribute::updated_at:
            return model::ability::read;
        // Of later generations.
        case model::attribute::cron_expression:
        case model::attribute::dbt_cloud_project_id:
        case model::attribute::dbt_cloud_job_id:
        case model::attribute::fivetran_job_id:
        case model::attribute::fivetran_job_name:
        case model::attribute::sync_sequence:
        case model::attribute::field_order:
        case model::attribute::alerts:
        case model::attribute::mirror_strategy:
        case model::attribute::historical_sync_operation:
        case model::attribute::high_water_mark_attribute:
        case model::attribute::advanced_configuration:
        case model::attribute::sync_null_values:
        case model::attribute::field_type:
        case model::attribute::array_field:
        case model::attribute::follow_source_type:
        case model::attribute::delete_operation:
        case model::attribute::dataset_source:
        case model::attribute::segment_source:
        case model::attribute::cohort_source:
        case model::attribute::topic_source:
        case model::attribute::liquid_template:
        case model::attribute::sync_metadata:
        case model::attribute::segment_membership:
        case model::attribute::count_:
            break;
    }
    return model::ability::none;
}

dialect make_dialect() {
    dialect generation;
    generation.name = "2021";
    generation.success_words = success_words;
    generation.source_objects = "/data_sources";
    generation.destinations = "/destinations";
    generation.source_object_path = source_object_path;
    generation.source_connection = decode_source_connection;
    generation.source_object = decode_source_object;
    generation.destination_connection = decode_destination_connection;
    generation.destination_object = decode_destination_object;
    generation.sync = decode_sync;
    generation.run = decode_run;
    generation.encode_sync = encode_sync;
    generation.encode_patch = nullptr;
    generation.ability_of = ability_of;
    return generation;
}

}  // namespace

const dialect& dialect_2021() noexcept {
    static const dialect generation = make_dialect();
    return generation;
}

}  // namespace censusctl::census
