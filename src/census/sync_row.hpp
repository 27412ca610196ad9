#pragma once
#include <functional>

#include "json/reader.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

using sync_decoder = std::function<void(const json::reader& data, model::live_sync& into)>;

/// Reads a sync that may hold what its reference does not describe. It is then one that is not understood, of
/// which as much is read as can be, and the others of its reply are read all the same. Only an id or a label
/// that cannot be read is a problem of the reply: without them it is not known which sync it is, and one that
/// the files declare would be made a second time.
void decode_sync_row(const json::reader& row, const sync_decoder& decode, model::live_sync& into);

}  // namespace censusctl::census
