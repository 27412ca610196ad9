#include <array>

#include "census/destination_metadata_codec.hpp"
#include "census/dialect.hpp"
#include "census/run_codec.hpp"
#include "census/source_metadata_codec.hpp"
#include "census/sync_codec.hpp"

namespace censusctl::census {
namespace {

constexpr std::array<std::string_view, 2> success_words{"success", "created"};

model::ability ability_in_2021(model::attribute id) {
    // Of `triggers` itself it is true that there are none; what stands in them is told of by its own name.
    if (model::is_value(id) || (model::is_later(id) && id != model::attribute::triggers)) {
        return model::ability::none;
    }
    const bool is_record = id == model::attribute::status || id == model::attribute::created_at ||
                           id == model::attribute::updated_at;
    return is_record ? model::ability::read : model::ability::written;
}

dialect make_2021() {
    dialect generation;
    generation.name = "2021";
    generation.success_words = success_words;
    generation.is_told_whole = true;
    generation.source_objects = "/data_sources";
    generation.destinations = "/destinations";
    generation.source_object_path = model_or_table_path;
    generation.source_connection = decode_source_connection;
    generation.source_object = decode_source_object;
    generation.destination_connection = decode_destination_connection;
    generation.destination_object = decode_destination_object;
    generation.sync = decode_sync;
    generation.run = decode_run;
    generation.encode_sync = encode_sync;
    generation.encode_patch = nullptr;
    generation.ability_of = ability_in_2021;
    return generation;
}

}  // namespace

std::string model_or_table_path(const std::string& source_id, std::string_view type, std::int64_t id) {
    return "/sources/" + source_id + (type == "model" ? "/models/" : "/tables/") + std::to_string(id);
}

const dialect& dialect_2021() noexcept {
    static const dialect generation = make_2021();
    return generation;
}

}  // namespace censusctl::census
