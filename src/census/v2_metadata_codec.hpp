#pragma once
#include "json/reader.hpp"
#include "model/catalogue.hpp"

/// What V2 tells of sources and activations where it differs from V1 (census-api-today 6 and 7).
namespace censusctl::census {

/// A source, with its group.
void decode_v2_source(const json::reader& data, model::source_connection& into);

/// An activation, as a destination that takes the syncs of one source. Which of its members are the two
/// connections is told by what they hold, since their keys are not known for certain.
void decode_activation(const json::reader& data, model::destination_connection& into);

}  // namespace censusctl::census
