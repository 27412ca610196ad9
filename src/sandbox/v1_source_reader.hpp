#pragma once
#include "sandbox/sync_targets.hpp"
#include "sandbox/v1_spelling.hpp"

namespace censusctl::sandbox {

/// V1's `source_attributes` (section 4.1), whole: what they do not state is gone. `connection_id` may be left
/// out for a model. Throws `document_error` for what does not exist.
void read_v1_source(const node& attributes, const world& metadata, spelling accepted, stored_sync& into);

/// `source_attributes.object` and the ids beside it, where the connection is known already, as in V2.
void read_v1_object(const node& attributes, const source& owner, spelling accepted, stored_sync& into);

}  // namespace censusctl::sandbox
