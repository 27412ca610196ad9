#include "census/source_metadata_codec.hpp"

namespace censusctl::census {

void decode_source_connection(const json::reader& data, model::source_connection& into) {
    into.id = model::connection_id(data.required_name_or_number("id"));
    into.name = data.text("name");
    into.label = data.text("label");
}

void decode_source_object(const json::reader& data, model::source_object& into) {
    into.type = data.required_text("type");
    into.id = data.required_id("id");
    into.name = data.text("name");
    into.table.catalog = data.text("table_catalog");
    into.table.schema = data.text("table_schema");
    into.table.name = data.text("table_name");
    into.columns_fetched = data.each("columns", [&](const json::reader& row) {
        model::column& column = into.columns.emplace_back();
        column.name = row.required_text("name");
        column.type = row.text("type");
    });
}

}  // namespace censusctl::census
