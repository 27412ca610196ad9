#pragma once
#include <vector>

#include "model/catalogue.hpp"
#include "model/sync.hpp"
#include "report/name_table.hpp"

/// The tables that `list` shows, made from what was read of a workspace: by name, but for columns and fields,
/// which have an order of their own, and syncs, which stand by age.
namespace censusctl::report {

[[nodiscard]] name_table list_sources(const model::catalogue& metadata);
[[nodiscard]] name_table list_destinations(const model::catalogue& metadata);

/// Of these sources, whose objects have been fetched.
[[nodiscard]] name_table list_models(const std::vector<model::source_connection>& sources);
[[nodiscard]] name_table list_tables(const std::vector<model::source_connection>& sources);
/// Datasets, and what is a part of one, or like one: segments, cohorts, topics. Only those of `type`, under
/// the name `listed`, which must outlive the table; of all types where it is empty.
[[nodiscard]] name_table list_datasets(const std::vector<model::source_connection>& sources,
                                       std::string_view listed = "datasets", std::string_view type = {});

/// Of these destinations, whose objects have been fetched.
[[nodiscard]] name_table list_objects(const std::vector<model::destination_connection>& destinations);

/// What a mapping of a sync to this object may name.
[[nodiscard]] name_table list_fields(const model::destination_connection& destination,
                                     const model::destination_object& object);
/// What a mapping of a sync from this model, table or dataset may name.
[[nodiscard]] name_table list_columns(const model::source_connection& source,
                                      const model::source_object& object);

[[nodiscard]] name_table list_syncs(const std::vector<model::live_sync>& syncs,
                                    const model::catalogue& metadata);

/// What is read, as a file would name it: the model's name, the table's three parts with dots between.
[[nodiscard]] std::string name_of(const model::source_object& object);

}  // namespace censusctl::report
