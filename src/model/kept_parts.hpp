#pragma once
#include <string>
#include <vector>

/// What a live sync has that the program does not understand.
namespace censusctl::model {

/// The parts of a sync within which the API replaces everything at once (census-api-today 5), so that a
/// member of theirs which is not sent back is lost.
enum class kept_place {
    mode,
    triggers,
    schedule,
    dbt_cloud,
    fivetran,
    sync_sequence,
    source,
    destination,
    mapping,
    mapping_from,
    mapping_data,
    alerts,  ///< a whole alert, of a type that no file can state
    alert,
    alert_options
};

/// A member of such a part whose name is not known.
struct kept_member {
    kept_place place{};
    /// Which part it is: a mapping by its `to`, an alert by its place from 0 among those that a file can
    /// state, the destination by its key where V2 has it under another. Empty for others.
    std::string of{};
    std::string name;
    std::string json;  ///< its value; never null, which says nothing
    friend bool operator==(const kept_member&, const kept_member&) = default;
};

/// What an update must send back with what it stands in, lest the API drop it (law 8). It is never compared.
struct kept_parts {
    /// `mode.type`, where the sync has a mode: "triggered", or "live", which cannot be made any more.
    std::string mode{};
    std::vector<kept_member> members{};
    friend bool operator==(const kept_parts&, const kept_parts&) = default;
};

/// Whether what starts a sync is neither triggers nor nothing: a request could say it no more.
[[nodiscard]] inline bool has_odd_mode(const kept_parts& kept) noexcept {
    return !kept.mode.empty() && kept.mode != "triggered";
}

/// Where a member stands, as files spell paths: "triggers.airflow", "mappings[EMAIL].from.mask".
[[nodiscard]] std::string path_of(const kept_member& member);

}  // namespace censusctl::model
