#pragma once
#include <string>

#include "census/sync_patch.hpp"
#include "census/v2_keys.hpp"
#include "json/reader.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads a sync as V2 gives it: its ends by what is known of activations and objects, all else as V1 spells
/// it. One whose activation or object is not found says so (`not_understood`), and is read otherwise.
void decode_v2_sync(const json::reader& data, v2_learning& learnt, model::live_sync& into);

/// The body of POST /syncs. `group`: sent as `group_id`; empty: not sent, as some servers need none.
[[nodiscard]] std::string encode_v2_sync(const model::sync_spec& spec, const v2_keys& keys,
                                         const std::string& group);

/// The body of PATCH /syncs/[ID]: only the keys that differ, each whole.
[[nodiscard]] std::string encode_v2_patch(const sync_patch& patch, const v2_keys& keys);

}  // namespace censusctl::census
