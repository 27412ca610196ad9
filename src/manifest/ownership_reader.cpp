#include "manifest/ownership_reader.hpp"

#include "manifest/field_reader.hpp"
#include "manifest/source_reader.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;

void add_connection(ownership& owned, yaml_node stated, reading_problems& problems) {
    auto name = read_connection_name("connections", stated, problems);
    if (name.value.id || !name.value.name.empty()) {
        owned.connections.push_back(std::move(name));
    }
}

void read_connections(field_reader& fields, ownership& owned, reading_problems& problems) {
    const auto stated = fields.find("connections");
    if (!stated) {
        return;
    }
    if (!stated->value.is_sequence()) {
        add_connection(owned, stated->value, problems);
        return;
    }
    if (stated->value.size() == 0) {
        problems
            .report(code::value_invalid, stated->value.where(),
                    "'connections' must not be empty: it names the destinations whose syncs these files own")
            .hints.emplace_back("to own every sync of the workspace, write 'all: true'");
    }
    for (std::size_t index = 0; index < stated->value.size(); ++index) {
        add_connection(owned, stated->value.item(index), problems);
    }
}

}  // namespace

ownership read_ownership(const layered_mapping::entry& stated, reading_problems& problems) {
    static const key_list known{"connections", "labels", "all"};
    const mapping_owner owner{"'ownership'", stated.key.where(), true};
    field_reader fields(stated.nested, known, owner, problems);
    ownership owned;
    owned.where = stated.key.where();
    read_connections(fields, owned, problems);
    owned.labels = fields.text("labels");
    const located<bool> all = fields.flag("all");
    owned.all = all.value;
    const bool narrowed = fields.find("connections") || fields.find("labels");
    if (owned.all && narrowed) {
        problems
            .report(code::value_invalid, all.where,
                    "'all' and 'connections' or 'labels' cannot both be given: 'all' is every sync")
            .hints.emplace_back("take 'all' away to own only what the others say");
    } else if (!owned.all && !narrowed) {
        problems.report(code::key_missing, owned.where, "'ownership' does not say what these files own")
            .hints.emplace_back("add connections: [NAME], labels: \"team/*\", or all: true");
    }
    return owned;
}

}  // namespace censusctl::manifest
