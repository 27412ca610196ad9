#pragma once
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/document.hpp"
#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// One mapping of a sync that is being created (POST /syncs, mapping attributes).
struct draft_mapping {
    std::string path;           ///< "mappings[1]", for refusals
    std::string column;         ///< empty: `from` is a constant
    boost::json::value value;   ///< of a constant, as sent
    std::string constant_type;  ///< of a constant
    std::string to;
    bool is_primary_identifier{false};
    bool generate_field{false};
    bool preserve_values{false};
    std::string operation;  ///< empty: null
    std::string lookup_object;
    std::string lookup_field;
};

/// A sync that is being created (POST /syncs). The pointers are into the world and never null.
struct sync_draft {
    std::optional<std::string> label;
    std::string operation;
    std::string schedule_frequency{"never"};
    std::string schedule_day;  ///< empty: null
    std::optional<std::int64_t> schedule_hour;
    std::optional<std::int64_t> schedule_minute;
    bool paused{false};
    bool trigger_on_dbt_cloud_rebuild{false};
    std::string field_behavior{"specific_properties"};
    std::string field_normalization;   ///< empty: null
    std::string lead_union_insert_to;  ///< empty: null
    const source* from{nullptr};
    const data_source* reads{nullptr};
    const destination* into{nullptr};
    const destination_object* object{nullptr};
    std::vector<draft_mapping> mappings;
};

/// Whose spelling of a sync is read.
enum class spelling {
    request,    ///< POST /syncs: constants have a `type`, `lead_union_insert_to` is a destination attribute
    world_file  ///< as GET /syncs shows it, or as a request: both are taken
};

/// Reads a sync and finds what it refers to. Throws `document_error` for a value that is missing, of another
/// type, out of its range or list, and for a connection, model, table or object that does not exist. Whether
/// the mappings fit the metadata is `check_mappings`'s part. Unknown members are ignored, as the API does.
[[nodiscard]] sync_draft read_sync(const node& request, const world& metadata, spelling accepted);

}  // namespace censusctl::sandbox
