#include "census/destination_codec.hpp"

namespace censusctl::census {

model::destination decode_destination(const json::reader& sync) {
    model::destination destination;
    const json::reader attributes = sync.object("destination_attributes");
    // Null is what is left of a connection or an object that was deleted.
    if (attributes.look("connection_id") != json::presence::null) {
        destination.connection_id = attributes.required_id("connection_id");
    }
    destination.object =
        attributes.look("object") == json::presence::null ? "" : attributes.required_text("object");
    destination.lead_union_insert_to = sync.text("lead_union_insert_to");
    if (destination.lead_union_insert_to.empty()) {
        destination.lead_union_insert_to = attributes.text("lead_union_insert_to");
    }
    return destination;
}

void encode_destination(json::writer& to, const model::destination& destination) {
    to.begin_object();
    to.key("connection_id").value(destination.connection_id.value());
    to.key("object").value(destination.object);
    if (!destination.lead_union_insert_to.empty()) {
        to.key("lead_union_insert_to").value(destination.lead_union_insert_to);
    }
    to.end_object();
}

}  // namespace censusctl::census
