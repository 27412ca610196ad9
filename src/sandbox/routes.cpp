#include "sandbox/routes.hpp"

#include "sandbox/metadata_2021_endpoints.hpp"
#include "sandbox/sync_2021_endpoints.hpp"
#include "sandbox/today_destination_endpoints.hpp"
#include "sandbox/today_run_endpoints.hpp"
#include "sandbox/today_source_endpoints.hpp"
#include "sandbox/today_sync_endpoints.hpp"
#include "sandbox/today_workspace_endpoints.hpp"

namespace censusctl::sandbox {

namespace {

const std::vector<route>& routes_of_2021() {
    static const std::vector<route> routes{{"GET", "sources", get_sources},
                                           {"GET", "sources/*", get_source},
                                           {"GET", "sources/*/data_sources", get_data_sources},
                                           {"GET", "sources/*/models/*", get_model},
                                           {"GET", "sources/*/tables/*", get_table},
                                           {"GET", "destinations", get_destinations},
                                           {"GET", "destinations/*", get_destination},
                                           {"GET", "destinations/*/objects/*", get_object},
                                           {"GET", "syncs", get_2021_syncs},
                                           {"POST", "syncs", post_2021_sync},
                                           {"GET", "syncs/*", get_2021_sync},
                                           {"POST", "syncs/*/trigger", post_2021_trigger},
                                           {"GET", "syncs/*/sync_runs", get_2021_sync_runs},
                                           {"GET", "sync_runs/*", get_2021_sync_run}};
    return routes;
}

/// What V1 and V2 have in common: sources, datasets, syncs and runs.
const std::vector<route>& shared_routes() {
    static const std::vector<route> routes{{"GET", "sources", list_sources},
                                           {"GET", "sources/*", show_source},
                                           {"GET", "sources/*/objects", list_source_objects},
                                           {"GET", "sources/*/models", list_models},
                                           {"GET", "sources/*/models/*", show_model},
                                           {"GET", "sources/*/tables/*", show_table},
                                           {"GET", "sources/*/filter_segments", list_segments},
                                           {"GET", "sources/*/filter_segments/*", show_segment},
                                           {"POST", "sources/*/refresh_tables", start_refresh},
                                           {"GET", "sources/*/refresh_tables_status", show_refresh},
                                           {"POST", "sources/*/models/*/refresh_columns", start_refresh},
                                           {"GET", "sources/*/models/*/refresh_columns_status", show_refresh},
                                           {"POST", "sources/*/tables/*/refresh_columns", start_refresh},
                                           {"GET", "sources/*/tables/*/refresh_columns_status", show_refresh},
                                           {"GET", "datasets", list_datasets},
                                           {"GET", "datasets/*", show_dataset},
                                           {"POST", "datasets/*/refresh_columns", start_refresh},
                                           {"GET", "datasets/*/refresh_columns_status", show_refresh},
                                           {"GET", "syncs", list_syncs},
                                           {"POST", "syncs", create_sync},
                                           {"GET", "syncs/*", show_sync},
                                           {"PATCH", "syncs/*", update_sync},
                                           {"DELETE", "syncs/*", delete_sync},
                                           {"POST", "syncs/*/trigger", trigger_sync},
                                           {"GET", "syncs/*/sync_runs", list_runs},
                                           {"GET", "sync_runs/*", show_run},
                                           {"POST", "sync_runs/*/cancel", cancel_run}};
    return routes;
}

std::vector<route> with_shared(std::vector<route> own) {
    own.insert(own.end(), shared_routes().begin(), shared_routes().end());
    return own;
}

const std::vector<route>& routes_of_v1() {
    static const std::vector<route> routes =
        with_shared({{"GET", "destinations", list_destinations},
                     {"GET", "destinations/*", show_destination},
                     {"GET", "destinations/*/objects", list_objects},
                     {"GET", "destinations/*/objects/*", show_object},
                     {"POST", "destinations/*/refresh_objects", start_refresh},
                     {"GET", "destinations/*/refresh_objects_status", show_refresh},
                     {"POST", "destinations/*/objects/*/refresh_fields", start_refresh},
                     {"GET", "destinations/*/objects/*/refresh_fields_status", show_refresh},
                     {"GET", "connectors", list_destination_types},
                     {"GET", "source_types", list_source_types},
                     {"GET", "workspace", show_workspace},
                     {"GET", "workspaces", list_workspaces, true},
                     {"GET", "workspaces/*/api_key", show_workspace_key, true}});
    return routes;
}

const std::vector<route>& routes_of_v2() {
    static const std::vector<route> routes =
        with_shared({{"GET", "activations", list_activations},
                     {"GET", "activations/*", show_activation},
                     {"GET", "activations/*/objects", list_objects},
                     {"GET", "activations/*/objects/*", show_object},
                     {"POST", "activations/*/refresh_objects", start_refresh},
                     {"GET", "activations/*/refresh_objects_status", show_refresh},
                     {"POST", "activations/*/objects/*/refresh_fields", start_refresh},
                     {"GET", "activations/*/objects/*/refresh_fields_status", show_refresh},
                     {"GET", "activation_types", list_destination_types}});
    return routes;
}

}  // namespace

const std::vector<route>& routes_of(generation spoken) {
    switch (spoken) {
        case generation::v1:
            return routes_of_v1();
        case generation::v2:
            return routes_of_v2();
        case generation::of_2021:
            break;
    }
    return routes_of_2021();
}

}  // namespace censusctl::sandbox
