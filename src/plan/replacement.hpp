#pragma once
#include <string>
#include <vector>

#include "diff/compare.hpp"
#include "manifest/declaration.hpp"
#include "model/capabilities.hpp"
#include "model/sync.hpp"

/// A new sync in place of one that no update can change (contract, section 6).
namespace censusctl::plan {

/// Why no new sync can take the place of a live one that differs in these fields, as a clause; empty: one
/// can. That it could not be given what the live one has counts too, for what no file states must not be lost
/// (law 8).
[[nodiscard]] std::string why_irreplaceable(const std::vector<diff::field_change>& fields,
                                            const model::live_sync& live,
                                            const manifest::declared_sync& declared,
                                            const model::capabilities& can);

/// The new sync: what the files state, and of the rest what the live one has, as far as it has an effect
/// there. Settings of a destination's object, and of its fields, go no further than that object.
[[nodiscard]] model::sync_spec replacement_of(const model::sync_spec& desired, const model::sync_spec& live,
                                              const diff::comparison_context& context);

/// Which attributes `made` has from the live sync alone, by their paths, in the order of the file format:
/// "alerts". Of a mapping's attributes none is told.
[[nodiscard]] std::vector<std::string> taken_over(const model::sync_spec& desired,
                                                  const model::sync_spec& made);

}  // namespace censusctl::plan
