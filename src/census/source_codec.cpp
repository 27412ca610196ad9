#include "census/source_codec.hpp"

namespace censusctl::census {

model::data_source decode_source(const json_reader& attributes) {
    model::data_source source;
    source.connection_id = attributes.id("connection_id").value_or(0);
    const presence there = attributes.look("data_source");
    if (there == presence::null) {
        return source;
    }
    if (there == presence::missing && attributes.look("object") != presence::missing) {
        attributes.member("data_source").refuse("is missing; 'object' in its place is of a later generation");
    }
    const json_reader data = attributes.object("data_source");
    source.type = data.required_text("type");
    source.id = data.id("id");
    source.name = data.text("name");
    source.table.catalog = data.text("table_catalog");
    source.table.schema = data.text("table_schema");
    source.table.name = data.text("table_name");
    return source;
}

void encode_source(json_writer& to, const model::data_source& source) {
    to.begin_object();
    if (source.connection_id != 0) {
        to.key("connection_id").integer(source.connection_id);
    }
    to.key("data_source").begin_object();
    to.key("type").text(source.type);
    if (source.id) {
        to.key("id").integer(*source.id);
    } else if (source.type == "table") {
        to.key("table_catalog").text(source.table.catalog);
        to.key("table_schema").text(source.table.schema);
        to.key("table_name").text(source.table.name);
    } else {
        to.key("name").text(source.name);
    }
    to.end_object();
    to.end_object();
}

}  // namespace censusctl::census
