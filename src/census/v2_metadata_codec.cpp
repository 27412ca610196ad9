#include "census/v2_metadata_codec.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "census/source_metadata_codec.hpp"
#include "census/today_metadata_codec.hpp"

namespace censusctl::census {
namespace {

/// Only the connection to a service says when it was made or tested.
bool is_service(const json::reader& connection) {
    return connection.look("created_at") != json::presence::missing ||
           connection.look("last_tested_at") != json::presence::missing;
}

bool is_source(const json::reader& connection) {
    return connection.look("id") == json::presence::present &&
           connection.look("name") != json::presence::missing &&
           connection.look("type") != json::presence::missing;
}

void take_service(const json::reader& service, model::destination_connection& into) {
    into.service_id = model::connection_id(service.name_or_number("id"));
    into.type = service.text("type");
    into.is_file_system = service.flag("is_file_system_destination");
}

}  // namespace

void decode_v2_source(const json::reader& data, model::source_connection& into) {
    decode_source_connection(data, into);
    into.group = data.text("group_id");
}

void decode_activation(const json::reader& data, model::destination_connection& into) {
    into.id = model::connection_id(data.required_name_or_number("id"));
    into.name = data.text("name");
    into.group = data.text("group_id");
    const auto* members = data.value().if_object();
    if (members == nullptr) {
        return;
    }
    for (const auto& member : *members) {
        if (!member.value().is_object()) {
            continue;
        }
        const json::reader connection = data.member({member.key().data(), member.key().size()});
        if (is_service(connection)) {
            take_service(connection, into);
        } else if (is_source(connection)) {
            into.source_id = model::connection_id(connection.name_or_number("id"));
        }
    }
    if (!into.source_id.known()) {
        data.refuse("is an activation that does not say which source it is coupled with");
    }
}

}  // namespace censusctl::census
