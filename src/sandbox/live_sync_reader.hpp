#pragma once
#include "sandbox/document.hpp"
#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// A sync of a world document, in the spelling of any generation's GET or POST: its source, each of its
/// mappings and its schedule are told apart by themselves. A sync that has a `mode`, or V1's source and no
/// flat schedule, is one of today: alerts, mirror strategy and generated rows that it does not state are
/// filled in. Throws `document_error`.
[[nodiscard]] sync_record read_live_sync(const node& row, const world& metadata);

/// A row that somebody else's workspace spelt. One that says what this sandbox cannot follow is read no
/// further than its id.
[[nodiscard]] sync_record read_copied_sync(const node& row, const world& metadata, generation spoken);

/// The identifier of a sync that has none stated: its label's words, or its id.
[[nodiscard]] std::string identifier_of(const std::optional<std::string>& label, std::int64_t id);

}  // namespace censusctl::sandbox
