#pragma once
#include "census/api.hpp"
#include "json/reader.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"

/// What V1 and V2 tell of sources, destinations and runs where they differ from 2021 (census-api-today 6).
namespace censusctl::census {

/// Reads a row of GET /sources/[ID]/objects, or a model or table by itself: with the dataset that it is or is
/// a part of, and the cohorts of a segment.
void decode_today_source_object(const json::reader& data, model::source_object& into);

/// Reads a dataset (GET /datasets), with its columns.
void decode_dataset(const json::reader& data, dataset_row& into);

/// Reads a destination. Objects that stand in it, as they may with all their fields in megabytes, are left
/// aside: those that are wanted are asked for.
void decode_today_destination_connection(const json::reader& data, model::destination_connection& into);

/// Reads an object with its fields. Whether it can be synced to, and which operations need no key, is told.
void decode_today_object(const json::reader& data, model::destination_object& into);

/// Reads a run: the newer name of a count wins over the older.
void decode_today_run(const json::reader& data, model::sync_run& into);

}  // namespace censusctl::census
