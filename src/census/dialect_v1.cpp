#include "census/dialect.hpp"
#include "census/run_codec.hpp"
#include "census/source_metadata_codec.hpp"
#include "census/today_metadata_codec.hpp"
#include "census/today_sync_codec.hpp"

namespace censusctl::census {
namespace {

model::ability ability_in_v1(model::attribute id) {
    switch (id) {
        case model::attribute::status:
        case model::attribute::created_at:
        case model::attribute::updated_at:
            return model::ability::read;
        case model::attribute::trigger_on_dbt_cloud_rebuild:
            return model::ability::none;  // `triggers.dbt_cloud` took its place
        default:
            return model::ability::written;
    }
}

dialect make_v1() {
    dialect generation;
    generation.name = "v1";
    generation.retires = "2027-01-15";
    // Its words are not to be relied upon (census-api-today 2.1): the HTTP status says what was done.
    generation.success_words = {};
    generation.has_page_counts = true;
    generation.tells_workspace = true;
    generation.has_object_lists = true;
    generation.source_objects = "/objects";
    generation.destinations = "/destinations";
    generation.source_object_path = model_or_table_path;
    generation.source_connection = decode_source_connection;
    generation.source_object = decode_today_source_object;
    generation.dataset = decode_dataset;
    generation.destination_connection = decode_today_destination_connection;
    generation.destination_object = decode_today_object;
    generation.sync = decode_today_sync;
    generation.run = decode_today_run;
    generation.encode_sync = encode_today_sync;
    generation.encode_patch = encode_today_patch;
    generation.can_delete = true;
    generation.can_cancel = true;
    generation.can_full_sync = true;
    generation.ability_of = ability_in_v1;
    return generation;
}

}  // namespace

const dialect& dialect_v1() noexcept {
    static const dialect generation = make_v1();
    return generation;
}

}  // namespace censusctl::census
