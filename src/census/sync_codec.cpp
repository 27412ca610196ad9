#include "census/sync_codec.hpp"

#include "census/destination_codec.hpp"
#include "census/mapping_codec.hpp"
#include "census/plain_texts.hpp"
#include "census/schedule_codec.hpp"
#include "census/source_codec.hpp"
#include "json/writer.hpp"

namespace censusctl::census {
namespace {

model::sync_spec decode_spec(const json::reader& data) {
    model::sync_spec spec;
    decode_plain_texts(data, attribute_age::first, spec);
    spec.paused = data.flag("paused");
    spec.trigger_on_dbt_cloud_rebuild = data.flag("trigger_on_dbt_cloud_rebuild");
    spec.schedule = decode_schedule(data);
    const json::reader source = data.object("source_attributes");
    spec.source = decode_source(source);
    spec.destination = decode_destination(data);
    if (data.look("mappings") != json::presence::null) {
        data.required_each("mappings",
                           [&](const json::reader& row) { spec.mappings.push_back(decode_mapping(row)); });
    }
    return spec;
}

}  // namespace

void decode_sync(const json::reader& data, model::live_sync& into) {
    into.id = data.required_id("id");
    into.spec = decode_spec(data);
    into.status = data.text("status");
    into.created_at = data.text("created_at");
    into.updated_at = data.text("updated_at");
}

void decode_created_sync(const json::reader& data, std::int64_t& into) {
    into = data.required_id("sync_id");
}

std::string encode_sync(const model::sync_spec& spec) {
    json::writer to;
    to.begin_object();
    if (!spec.label.empty()) {
        to.key("label").value(spec.label);
    }
    to.key("operation").value(spec.operation);
    to.key("source_attributes");
    encode_source(to, spec.source);
    to.key("destination_attributes");
    encode_destination(to, spec.destination);
    encode_schedule(to, spec.schedule);
    to.key("paused").value(spec.paused);
    if (spec.trigger_on_dbt_cloud_rebuild) {
        to.key("trigger_on_dbt_cloud_rebuild").value(true);
    }
    encode_plain_texts(to, spec, attribute_age::first);
    to.key("mappings").begin_array();
    for (const auto& mapping : spec.mappings) {
        encode_mapping(to, mapping);
    }
    to.end_array();
    to.end_object();
    return to.take();
}

}  // namespace censusctl::census
