#pragma once
#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/sync.hpp"

/// A sync in JSON as saved plans and journals hold it: a form of our own, in the words of the file format,
/// that no generation of the API changes.
namespace censusctl::plan {

void encode_spec(json::writer& to, const model::sync_spec& spec);

/// The opposite of `encode_spec`. What is not as it writes is a problem of the reader.
[[nodiscard]] model::sync_spec decode_spec(const json::reader& from);

/// What a mapping reads from, as one member of the object that is open: `column`, `constant`,
/// `liquid_template` …
void encode_from(json::writer& to, const model::mapping_source& from);

/// The opposite of `encode_from`.
[[nodiscard]] model::mapping_source decode_from(const json::reader& from);

}  // namespace censusctl::plan
