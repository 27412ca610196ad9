#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "manifest/declaration.hpp"
#include "model/catalogue.hpp"

namespace censusctl::validation {

/// One declared sync with its names looked up in the catalogue. Pointers are into the catalogue given to
/// `resolve`; null where the thing is unknown (already reported) or its metadata was not fetched.
struct resolved_sync {
    const manifest::declared_sync* declared{nullptr};
    const model::source_connection* source{nullptr};
    const model::source_object* source_object{nullptr};
    const model::destination_connection* destination{nullptr};
    const model::destination_object* object{nullptr};
    /// The sync as the API would have it; absent if source or destination could not be resolved.
    std::optional<model::sync_spec> spec;
    /// The live sync has a key that the server made of several columns, so that the files need state none.
    bool keyed_by_server{false};
};

/// Where the metadata come from.
enum class metadata_origin {
    workspace,  ///< the live workspace: what is not in it is unknown
    lock        ///< censusctl.lock.json: what is not in it may exist, and is `lock-entry-missing`
};

/// Looks up connections, models, tables and objects (codes source-connection-*, source-object-unknown,
/// destination-connection-*, destination-object-unknown), each problem once at its cause, with suggestions.
/// Before that it says what this generation of the API cannot express (attribute-unsupported).
/// The result has one entry for each declared sync, in the same order. `selected`, by index, says which are
/// looked up; of the others nothing is known. Empty: all are.
[[nodiscard]] std::vector<resolved_sync> resolve(const std::vector<manifest::declared_sync>& syncs,
                                                 const model::catalogue& metadata,
                                                 diagnostics::collector& problems,
                                                 metadata_origin origin = metadata_origin::workspace,
                                                 const model::capabilities& can = {},
                                                 const std::vector<char>& selected = {});

}  // namespace censusctl::validation
