#pragma once
#include "json/reader.hpp"
#include "model/catalogue.hpp"

namespace censusctl::census {

/// Reads a source (GET /sources/[ID]). Its connection details are left aside.
void decode_source_connection(const json::reader& data, model::source_connection& into);

/// Reads a model or table (GET /sources/[ID]/models/[ID] and tables/[ID]). Its columns count as fetched when
/// the reply has a list of them, also an empty one.
void decode_source_object(const json::reader& data, model::source_object& into);

}  // namespace censusctl::census
