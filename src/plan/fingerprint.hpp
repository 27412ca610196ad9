#pragma once
#include <cstdint>
#include <string>

#include "plan/plan.hpp"

namespace censusctl::plan {

/// "sha256:…" of a live sync's id and canonical form: equal as long as nothing that a file can say of it has
/// changed. An apply compares it with the plan's `live_fingerprint` to see whether a sync has moved.
[[nodiscard]] std::string live_fingerprint(const model::live_sync& live,
                                           const diff::comparison_context& context);

/// "sha256:…" of what a plan would do: workspace, actions, their values and the live state they start from.
/// Places, file names, problems and the order of the files do not count.
[[nodiscard]] std::string content_id(const plan& whole);

/// What of one action enters `content_id`: equal exactly when two actions are the same.
[[nodiscard]] std::string action_content(const change& change);

}  // namespace censusctl::plan
