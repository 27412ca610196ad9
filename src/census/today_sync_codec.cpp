#include "census/today_sync_codec.hpp"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <stdexcept>
#include <string>

#include "census/kept_members.hpp"
#include "census/plain_texts.hpp"
#include "census/today_alert_codec.hpp"
#include "census/today_mapping_codec.hpp"
#include "census/today_mode_codec.hpp"
#include "census/today_settings_codec.hpp"
#include "census/today_source_codec.hpp"

namespace censusctl::census {
namespace {

using model::attribute;

// Each generation has its own place of the activation and of the object among these; `label` is the object's.
constexpr std::array<std::string_view, 7> of_destination{
    "connection_id", "activation_id", "id", "object", "label", "lead_union_insert_to", "connection"};
constexpr std::array<std::string_view, 5> of_source{"connection_id", "object", "filter_segment_id",
                                                    "cohort_id", "group_id"};

model::destination decode_today_destination(const json::reader& sync) {
    model::destination destination;
    const json::reader attributes = sync.object("destination_attributes");
    // Null is what is left of a connection or an object that was deleted.
    destination.connection_id = model::connection_id(attributes.name_or_number("connection_id"));
    destination.object =
        attributes.look("object") == json::presence::null ? "" : attributes.required_text("object");
    destination.lead_union_insert_to = attributes.text("lead_union_insert_to");
    if (destination.lead_union_insert_to.empty()) {
        destination.lead_union_insert_to = sync.text("lead_union_insert_to");
    }
    return destination;
}

/// The column in the older spelling, which counts only with its flag.
std::string decode_older_high_water_mark(const json::reader& sync) {
    if (sync.look("high_water_mark_attributes") == json::presence::present) {
        const json::reader older = sync.object("high_water_mark_attributes");
        if (older.flag("use_high_water_mark_diff_type")) {
            return older.text("column_name");
        }
    }
    return {};
}

void encode_today_destination(json::writer& to, const model::destination& destination,
                              const model::kept_parts& kept) {
    to.begin_object();
    to.key("connection_id").value(destination.connection_id.value());
    to.member("object", destination.object);
    if (!destination.lead_union_insert_to.empty()) {
        to.member("lead_union_insert_to", destination.lead_union_insert_to);
    }
    write_kept(to, kept, model::kept_place::destination);
    to.end_object();
}

/// As V1 writes them. Both must outlive it.
sync_ends today_ends(const model::sync_spec& spec, const model::kept_parts& kept) {
    sync_ends ends;
    ends.source = [&](json::writer& to) {
        to.key("source_attributes");
        encode_today_source(to, spec.source, kept);
    };
    ends.destination = [&](json::writer& to) {
        to.key("destination_attributes");
        encode_today_destination(to, spec.destination, kept);
    };
    return ends;
}

bool takes_all(const model::sync_spec& spec) {
    return spec.field_behavior == "sync_all_properties";
}

/// The keys of a PATCH: the schedule and the triggers stand in one.
class patch_writer {
public:
    patch_writer(json::writer& to, const sync_patch& patch, const sync_ends& ends)
        : to_(to), patch_(patch), ends_(ends) {}

    void key(attribute id) {
        const model::sync_spec& spec = patch_.desired;
        const model::sync_spec& live = patch_.live.spec;
        switch (id) {
            case attribute::source:
                ends_.source(to_);
                return;
            case attribute::destination:
                ends_.destination(to_);
                return;
            case attribute::schedule:
            case attribute::triggers:
                mode();
                return;
            case attribute::paused:
                to_.member("paused", spec.paused);
                return;
            case attribute::alerts:
                if (spec.alerts) {
                    to_.key("alert_attributes");
                    encode_today_alerts(to_, *spec.alerts, live.alerts.value_or(std::vector<model::alert>()),
                                        patch_.live.kept);
                }
                return;
            case attribute::advanced_configuration:
                to_.key("advanced_configuration");
                encode_today_settings(to_, spec.advanced_configuration, live.advanced_configuration);
                return;
            case attribute::mappings:
                to_.key("mappings");
                encode_today_mappings(to_, spec.mappings,
                                      {live.mappings, patch_.live.kept, patch_.case_sensitive_fields,
                                       takes_all(spec) && takes_all(live)});
                return;
            default:
                if (encode_plain_text(to_, spec, id)) {
                    return;
                }
                // Parts of the keys above never come alone, and what a file alone knows of is in no request.
                throw std::logic_error("an attribute that no request changes is to be changed: " +
                                       std::to_string(static_cast<int>(id)));
        }
    }

private:
    void mode() {
        if (!mode_said_) {
            mode_said_ = true;
            to_.key("mode");
            encode_today_mode(to_, patch_.desired, patch_.live.kept);
        }
    }

    json::writer& to_;
    const sync_patch& patch_;
    const sync_ends& ends_;
    bool mode_said_{false};
};

}  // namespace

void decode_today_sync(const json::reader& data, model::live_sync& into) {
    decode_today_but_destination(data, into);
    into.spec.destination = decode_today_destination(data);
}

void decode_today_but_destination(const json::reader& data, model::live_sync& into) {
    into.id = data.required_id("id");
    into.status = data.text("status");
    into.created_at = data.text("created_at");
    into.updated_at = data.text("updated_at");
    model::sync_spec& spec = into.spec;
    decode_plain_texts(data, attribute_age::all, spec);
    spec.paused = data.flag("paused");
    if (spec.high_water_mark_attribute.empty()) {
        spec.high_water_mark_attribute = decode_older_high_water_mark(data);
    }
    spec.advanced_configuration = decode_today_settings(data);
    const json::reader source = data.object("source_attributes");
    spec.source = decode_today_source(source);
    keep_unknown(source, of_source, model::kept_place::source, {}, into.kept);
    const json::reader destination = data.member("destination_attributes");
    keep_unknown(destination, of_destination, model::kept_place::destination, {}, into.kept);
    decode_today_mode(data, into);
    spec.mappings = decode_today_mappings(data, into.kept);
    spec.alerts = decode_today_alerts(data, into.kept);
}

std::string encode_today_sync(const model::sync_spec& spec) {
    const model::kept_parts nothing;
    return encode_today_sync(spec, today_ends(spec, nothing));
}

std::string encode_today_sync(const model::sync_spec& spec, const sync_ends& ends) {
    json::writer to;
    to.begin_object();
    to.if_stated("label", spec.label);
    to.member("operation", spec.operation);
    to.member("paused", spec.paused);
    ends.source(to);
    ends.destination(to);
    to.key("mode");
    encode_today_mode(to, spec, {});
    encode_plain_texts(to, spec, attribute_age::all);
    if (spec.advanced_configuration) {
        to.key("advanced_configuration");
        encode_today_settings(to, spec.advanced_configuration, {});
    }
    if (spec.alerts) {
        to.key("alert_attributes");
        encode_today_alerts(to, *spec.alerts, {}, {});
    }
    to.key("mappings");
    encode_today_mappings(to, spec.mappings);
    to.end_object();
    return to.take();
}

std::string encode_today_patch(const sync_patch& patch) {
    return encode_today_patch(patch, today_ends(patch.desired, patch.live.kept));
}

std::string encode_today_patch(const sync_patch& patch, const sync_ends& ends) {
    json::writer to;
    to.begin_object();
    patch_writer keys(to, patch, ends);
    for (const attribute id : patch.keys) {
        keys.key(id);
    }
    to.end_object();
    return to.take();
}

}  // namespace censusctl::census
