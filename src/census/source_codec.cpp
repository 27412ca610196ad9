#include "census/source_codec.hpp"

namespace censusctl::census {

model::data_source decode_source(const json::reader& attributes) {
    model::data_source source;
    source.connection_id = attributes.id("connection_id").value_or(0);
    const json::presence there = attributes.look("data_source");
    if (there == json::presence::null) {
        return source;
    }
    if (there == json::presence::missing && attributes.look("object") != json::presence::missing) {
        attributes.member("data_source").refuse("is missing; 'object' in its place is of a later generation");
    }
    const json::reader data = attributes.object("data_source");
    source.type = data.required_text("type");
    source.id = data.id("id");
    source.name = data.text("name");
    source.table.catalog = data.text("table_catalog");
    source.table.schema = data.text("table_schema");
    source.table.name = data.text("table_name");
    return source;
}

void encode_source(json::writer& to, const model::data_source& source) {
    to.begin_object();
    if (source.connection_id.known()) {
        to.key("connection_id").value(source.connection_id.value());
    }
    to.key("data_source").begin_object();
    to.key("type").value(source.type);
    if (source.id) {
        to.key("id").value(*source.id);
    } else if (source.type == "table") {
        to.key("table_catalog").value(source.table.catalog);
        to.key("table_schema").value(source.table.schema);
        to.key("table_name").value(source.table.name);
    } else {
        to.key("name").value(source.name);
    }
    to.end_object();
    to.end_object();
}

}  // namespace censusctl::census
