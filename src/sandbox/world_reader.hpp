#pragma once
#include <boost/json/value.hpp>

#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// Builds a world from its document. Throws `document_error` for the first thing wrong with it: a key that is
/// not known, a value that does not fit, an id used twice, a sync that refers to nothing.
///
/// The document (every key but `version` may be left out; `world.yaml` in examples/sandbox shows each):
///
///     version: 1
///     settings:                    # how the simulated workspace behaves
///       clock: "2021-11-01T00:00:00.000Z"   # when its time starts
///       tick: 1                    # seconds that pass with each request; so are the next
///       run_duration: 3            # seconds that a run works
///       constants: strings         # or as_sent: how numbers and booleans of constants come back
///       mapping_order: shuffled    # or as_sent
///       next_sync_id: 100          # default: one more than the highest there is
///       next_run_id: 1000
///     sources:                     # as GET /sources shows them, and:
///       - id: 4
///         name: Warehouse
///         data_sources:            # as GET /sources/[ID]/models/[ID] or .../tables/[ID] shows them, and:
///           - {type: model, id: 15, name: users, columns: [{name: EMAIL, type: text}],
///              records: 100,       # what a run reads,
///              records_invalid: 2, # how many of these it skips,
///              records_failed: 1,  # how many the destination rejects,
///              fail_runs: {error_code: X, error_message: text}}   # or how each run of it fails
///     destinations:                # as GET /destinations shows them, and:
///       - id: 15
///         name: Braze
///         objects:                 # as GET /destinations/[ID]/objects/[OBJECT_FULL_NAME] shows them, and:
///           - {full_name: user, fields: [{full_name: email}], fail_runs: {…}}
///     syncs: []                    # as GET /syncs shows them or POST /syncs takes them; `id` is needed
///     sync_runs: []                # as GET /sync_runs/[ID] shows them
///
/// What is left out of a connection, object or field gets the plainest value: a label like the name, a field
/// that may be created and updated and is no key.
[[nodiscard]] world read_world(const boost::json::value& document);

}  // namespace censusctl::sandbox
