#pragma once
#include <functional>
#include <string>

#include "census/sync_patch.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads a sync as V1 gives it (census-api-today 4), of any age: with `mode`, or with a flat schedule. What
/// the server leaves out has its default where the reference names one, and is not stated otherwise.
void decode_today_sync(const json::reader& data, model::live_sync& into);

/// The same without `destination_attributes`, which V2 spells otherwise.
void decode_today_but_destination(const json::reader& data, model::live_sync& into);

/// How a generation writes what V1 and V2 do not spell alike: the keys, with their values, that say where a
/// sync reads, and where it writes.
struct sync_ends {
    std::function<void(json::writer& to)> source;
    std::function<void(json::writer& to)> destination;
};

/// The body of POST /syncs: what the spec states, with `paused`, the whole `mode` and all mappings always
/// said. Alerts that it does not speak of are left to the server, which then makes its own.
[[nodiscard]] std::string encode_today_sync(const model::sync_spec& spec);
[[nodiscard]] std::string encode_today_sync(const model::sync_spec& spec, const sync_ends& ends);

/// The body of PATCH /syncs/[ID]: only the keys that differ, each whole (census-api-today 5).
[[nodiscard]] std::string encode_today_patch(const sync_patch& patch);
[[nodiscard]] std::string encode_today_patch(const sync_patch& patch, const sync_ends& ends);

}  // namespace censusctl::census
