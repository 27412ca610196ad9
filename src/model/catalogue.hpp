#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/capabilities.hpp"
#include "model/sync.hpp"

/// The metadata of a workspace: what its sources offer and what its destinations accept. It is a cache on the
/// server's side and may be stale or partial, so each list says whether it was obtained at all.
namespace censusctl::model {

/// A column of a model or table (GET /sources/[ID]/models/[ID]). `type` is the warehouse's own text: "text
/// (2000)".
struct column {
    std::string name;
    std::string type;
};

/// A part of a segment, as the segment's row lists it.
struct cohort {
    std::int64_t id{0};
    std::string name;
};

/// What a sync can read of a source: a model, a table, and in later generations a dataset, segment, cohort or
/// topic (GET /sources/[ID]/data_sources and its detail endpoints).
struct source_object {
    std::string type;  ///< one of vocabulary::source_kinds
    std::int64_t id{0};
    std::string name;  ///< models
    table_name table;  ///< tables
    std::vector<column> columns;
    bool columns_fetched{false};               ///< false: only listed, its columns were not asked for
    std::optional<std::int64_t> dataset_id{};  ///< as in `data_source`
    std::vector<cohort> cohorts{};             ///< of a segment
};

/// A data warehouse connection (GET /sources).
struct source_connection {
    connection_id id{};
    std::string name;
    std::string label;  ///< empty: null
    std::vector<source_object> objects;
    bool objects_fetched{false};
    std::string group{};  ///< the group that it is in (`group_id`), where the generation has groups
};

/// What a destination says of one field (GET /destinations/[ID]/objects/[OBJECT_FULL_NAME], field
/// properties).
struct field {
    std::string label;
    std::string full_name;
    std::string type;
    bool createable{false};
    bool updateable{false};
    bool array{false};
    bool preserve_values_supported{false};
    bool required_for_mapping{false};
    bool can_be_upsert_key{false};
    bool can_be_update_key{false};
    bool can_be_insert_key{false};
    bool can_be_reference_key{false};
    std::vector<std::string> operations;  ///< arrays: of merge, overwrite
    std::string lookup_object;            ///< empty: refers to nothing
};

/// A setting that an object of a destination takes under `advanced_configuration`
/// (`advanced_configuration_field_definitions`).
struct setting_definition {
    std::string name;
    std::string type;  ///< the API's word: boolean, string, integer …
    bool required{false};
    std::vector<std::string> supported_values;  ///< empty: any
};

/// An object of a destination. `supported_operations` is empty where the generation does not say (2021).
struct destination_object {
    std::string label;
    std::string full_name;
    bool allow_custom_fields{false};
    bool allow_case_sensitive_field_names{true};
    std::vector<std::string> supported_operations;
    /// Operations for which a mapping with the key is not required, where the generation says so.
    std::vector<std::string> keyless_operations{};
    bool can_be_destination{true};               ///< `can_be_sync_destination`
    std::optional<bool> supports_field_order{};  ///< `supports_field_ordering`; absent: not told
    /// The settings that it takes; absent: not told.
    std::optional<std::vector<setting_definition>> settings{};
    std::vector<field> fields;
    bool fields_fetched{false};  ///< false: only listed, its fields were not asked for
};

/// A service that syncs write to (GET /destinations). V2 lists activations instead, each of which couples one
/// with one source, so that a service may be there several times under one name.
struct destination_connection {
    connection_id id{};
    std::string name;
    std::vector<destination_object> objects;
    bool objects_fetched{false};
    std::string type{};          ///< the service's word, "braze", where the generation tells it
    bool is_file_system{false};  ///< it takes files, whose columns are what is written
    // Of an activation:
    connection_id source_id{};   ///< the only source whose syncs it takes; not known: it takes all
    connection_id service_id{};  ///< the service's own id, by which a file may name it too
    std::string group{};         ///< the group that it is in
};

/// The part of a workspace's metadata that a set of manifests uses.
struct catalogue {
    std::vector<source_connection> sources;
    std::vector<destination_connection> destinations;
};

/// A connection as a file names it: a number, which is its id, or a name (a source's label serves too, and so
/// does an id that is no number).
struct connection_name {
    std::optional<std::int64_t> id;
    std::string name;
    friend bool operator==(const connection_name&, const connection_name&) = default;
};

/// A model or table as a file names it: `type` and either `id`, `name` (models) or `table`.
struct object_name {
    std::string type;
    std::optional<std::int64_t> id;
    std::string name;
    table_name table;
    friend bool operator==(const object_name&, const object_name&) = default;
};

/// What a set of manifests refers to, so that only that metadata is asked for. Each entry once; order as
/// first used.
struct references {
    struct source_use {
        connection_name connection;
        std::vector<object_name> objects;
    };
    struct destination_use {
        connection_name connection;
        std::vector<std::string> objects;        ///< full names, those named by lookup_object included
        std::vector<connection_name> sources{};  ///< from which syncs write to it, each once
    };
    std::vector<source_use> sources;
    std::vector<destination_use> destinations;
};

/// The connections that a file's name or id means: by id if it is a number, else by exact name, else by exact
/// label, else by an id that is no number. Several indices mean that the name is ambiguous, none that it is
/// unknown.
[[nodiscard]] std::vector<std::size_t> find_sources(const catalogue& metadata, const connection_name& wanted);
[[nodiscard]] std::vector<std::size_t> find_destinations(const catalogue& metadata,
                                                         const connection_name& wanted);

/// The same, of those that take the syncs of this source: the activation of the pair. `source` not known:
/// all.
[[nodiscard]] std::vector<std::size_t> find_destinations(const catalogue& metadata,
                                                         const connection_name& wanted,
                                                         const connection_id& source);

/// The models or tables of a source that a file's words mean.
[[nodiscard]] std::vector<std::size_t> find_objects(const source_connection& source,
                                                    const object_name& wanted);

}  // namespace censusctl::model
