#pragma once
#include <cstdint>
#include <string>

#include "sandbox/instant.hpp"

namespace censusctl::sandbox {

/// How the simulated workspace behaves: what the world file states under `settings`, and what `--set`
/// changes. From `refused_status` on, each is a point that the reference (census API of today, sections 2 to
/// 7) leaves open or shows in two forms, for V1 and V2 only.
struct world_settings {
    instant clock{1635724800000};     ///< 2021-11-01T00:00:00.000Z
    std::int64_t tick{1000};          ///< milliseconds that pass with each request
    std::int64_t run_duration{3000};  ///< milliseconds that a run works
    std::int64_t queue_duration{0};   ///< milliseconds that it is queued before that; V1 and V2
    bool constants_as_strings{true};  ///< numbers and booleans come back as strings
    bool shuffle_mappings{true};      ///< mappings come back in another order than sent
    std::int64_t next_sync_id{1};
    std::int64_t next_run_id{1};
    std::int64_t next_alert_id{1};

    int refused_status{400};              ///< of a refused body: 400 or 422
    int wrong_token_status{401};          ///< for a token of the other kind: 401 or 403
    bool bare_refusals{false};            ///< 401 and 403 carry no message
    std::string not_found{"number"};      ///< `status` of a 404: number, text ("404") or word ("not_found")
    std::string validate_only{"known"};   ///< or unknown: such a request creates the sync
    std::string next_link{"here"};        ///< `next` of a list: here, elsewhere (another host) or absent
    std::string segment_place{"beside"};  ///< of filter_segment_id: beside `object` or inside it
    std::string high_water_mark{"both"};  ///< its spelling in replies: text, object or both
    std::string alert_options{"null"};    ///< of alerts without options: null, object ({}) or absent
    std::string status_case{"capital"};   ///< "Ready", or lower: "ready"
    std::string cancelled_word{"cancelled"};  ///< status of a cancelled run: cancelled, canceled or failed
    bool embed_objects{true};                 ///< lists of destinations hold each object with its fields
    std::int64_t embed_bytes{0};              ///< pads these to at least so many bytes a row

    /// Where V2 holds the activation of a sync (section 7): activation_id, activation.id,
    /// destination_attributes.activation_id or destination_attributes.connection_id.
    std::string activation_place{"activation_id"};
    /// Where V2 holds the object of a sync: destination_attributes.object, activation_attributes.object,
    /// object_full_name, object or destination_object.
    std::string object_place{"destination_attributes.object"};
    /// What V2 calls the two connections of an activation: short (source, destination) or long
    /// (source_connection, destination_connection).
    std::string activation_members{"short"};
    bool group_needed{false};  ///< V2 refuses to create a sync without `group_id`
};

}  // namespace censusctl::sandbox
