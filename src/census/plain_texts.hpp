#pragma once
#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/attributes.hpp"
#include "model/sync.hpp"

/// The attributes of a sync that are texts: every generation that has one spells it by the name that it has
/// in the files, so that the table of attributes is all that is needed to read and write them.
namespace censusctl::census {

/// Which of them a generation has.
enum class attribute_age { first, all };

/// Reads them: what is missing or null has its default, or is not stated.
void decode_plain_texts(const json::reader& sync, attribute_age known, model::sync_spec& into);

/// Writes those of a new sync that are stated and are no default, but for its label and operation.
void encode_plain_texts(json::writer& to, const model::sync_spec& spec, attribute_age known);

/// Writes one of them for a change: null clears it. Whether it is such an attribute.
[[nodiscard]] bool encode_plain_text(json::writer& to, const model::sync_spec& spec, model::attribute id);

}  // namespace censusctl::census
