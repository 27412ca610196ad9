#include "census/destination_codec.hpp"

namespace censusctl::census {

model::destination decode_destination(const json_reader& sync) {
    model::destination destination;
    const json_reader attributes = sync.object("destination_attributes");
    // Null is what is left of a connection or an object that was deleted.
    destination.connection_id =
        attributes.look("connection_id") == presence::null ? 0 : attributes.required_id("connection_id");
    destination.object =
        attributes.look("object") == presence::null ? "" : attributes.required_text("object");
    destination.lead_union_insert_to = sync.text("lead_union_insert_to");
    if (destination.lead_union_insert_to.empty()) {
        destination.lead_union_insert_to = attributes.text("lead_union_insert_to");
    }
    return destination;
}

void encode_destination(json_writer& to, const model::destination& destination) {
    to.begin_object();
    to.key("connection_id").integer(destination.connection_id);
    to.key("object").text(destination.object);
    if (!destination.lead_union_insert_to.empty()) {
        to.key("lead_union_insert_to").text(destination.lead_union_insert_to);
    }
    to.end_object();
}

}  // namespace censusctl::census
