#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/span.hpp"
#include "manifest/policy.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"

/// What the files say, every leaf with its place: names not yet resolved, defaults already merged in. Values
/// are structurally valid (closed lists checked, ranges not); what only metadata can tell is left to
/// `validation`.
namespace censusctl::manifest {

using diagnostics::located;
using diagnostics::span;

/// `source:` of a sync. `where` is the whole mapping's first token, `object_where` that of model, table or
/// id.
struct declared_source {
    located<model::connection_name> connection;
    located<model::object_name> object;
    span where;
};

/// `destination:` of a sync.
struct declared_destination {
    located<model::connection_name> connection;
    located<std::string> object;
    located<std::string> lead_union_insert_to;
    span where;
};

/// `schedule:` of a sync. `where` is known only where a file states a schedule.
struct declared_schedule {
    located<std::string> frequency{"never", {}};
    located<std::string> day;
    std::optional<located<std::int64_t>> hour;
    std::optional<located<std::int64_t>> minute;
    span where;
};

/// One entry of `mappings:`. Flags that are not stated have no place.
struct declared_mapping {
    located<model::mapping_source> from;  ///< never opaque
    located<std::string> to;
    located<bool> is_primary_identifier;
    located<bool> generate_field;
    located<bool> preserve_values;
    located<std::string> operation;
    located<std::string> lookup_object;
    located<std::string> lookup_field;
    span where;
};

/// One sync of the files.
struct declared_sync {
    located<std::string> key;
    located<std::string> label;  ///< the key where no label is stated; then without a place
    declared_source source;
    declared_destination destination;
    located<std::string> operation;
    declared_schedule schedule;
    located<bool> paused;
    located<bool> trigger_on_dbt_cloud_rebuild;
    located<std::string> field_behavior{"specific_properties", {}};
    located<std::string> field_normalization;
    std::vector<declared_mapping> mappings;
    span mappings_where;
    located<std::string> run{"never", {}};
    std::vector<located<std::string>> after;
    std::optional<located<std::int64_t>> id;
    std::vector<located<std::string>> formerly;
};

/// censusctl.yaml. Empty strings: not stated.
struct project_config {
    located<std::string> base_url;
    located<std::string> token_env;
    located<std::string> api;
    std::vector<located<std::string>> manifests;
    manifest::policy policy;
    /// Something in the file is wrong, so that what is read here may lack what it says: nothing may be
    /// decided by it.
    bool faulty{false};
};

/// All syncs of all files, in order of file (sorted by path) and place.
struct declarations {
    project_config config;
    std::vector<declared_sync> syncs;
};

/// What these syncs refer to, each thing once, in order of first use.
[[nodiscard]] model::references references_of(const std::vector<declared_sync>& syncs);

}  // namespace censusctl::manifest
