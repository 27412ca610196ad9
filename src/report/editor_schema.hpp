#pragma once
#include <string>

#include "model/catalogue.hpp"

namespace censusctl::report {

/// A JSON Schema (draft-07) of manifests for editors: schemas/manifest.schema.json, in which the names of
/// connections, models, tables, objects, fields and columns are enumerations with their labels as
/// descriptions. Which ones are offered follows from the connection, model and object that a sync states, or
/// inherits from the `defaults` of its file; where neither says, nothing is narrowed. Fields of objects that
/// do not tell upper from lower case may be written either way, and `generate_field: true` allows any name
/// where the object takes custom fields. What was not fetched is not narrowed. Ends with a newline.
[[nodiscard]] std::string editor_schema(const model::catalogue& metadata);

}  // namespace censusctl::report
