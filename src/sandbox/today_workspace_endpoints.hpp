#pragma once
#include "sandbox/call.hpp"

/// What V1 and V2 tell of a workspace as a whole, and how its metadata is refreshed (sections 6.5 and 2.1).
namespace censusctl::sandbox {

/// GET /connectors of V1 and GET /activation_types of V2; GET /source_types of V1.
[[nodiscard]] reply list_destination_types(const call& asked);
[[nodiscard]] reply list_source_types(const call& asked);

/// GET /workspace, and what a personal token sees: GET /workspaces, GET /workspaces/[ID]/api_key.
[[nodiscard]] reply show_workspace(const call& asked);
[[nodiscard]] reply list_workspaces(const call& asked);
[[nodiscard]] reply show_workspace_key(const call& asked);

/// POST …/refresh_tables, refresh_columns, refresh_objects, refresh_fields, and how far it is.
[[nodiscard]] reply start_refresh(const call& asked);
[[nodiscard]] reply show_refresh(const call& asked);

}  // namespace censusctl::sandbox
