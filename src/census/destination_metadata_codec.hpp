#pragma once
#include "json/reader.hpp"
#include "model/catalogue.hpp"

namespace censusctl::census {

/// Reads a destination (GET /destinations/[ID]) and the objects that it lists. Its connection details, or
/// credentials, are left aside.
void decode_destination_connection(const json::reader& data, model::destination_connection& into);

/// Reads an object (GET /destinations/[ID]/objects/[OBJECT_FULL_NAME]). Its fields count as fetched when the
/// reply has a list of them, also an empty one.
void decode_destination_object(const json::reader& data, model::destination_object& into);

}  // namespace censusctl::census
