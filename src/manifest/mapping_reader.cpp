#include "manifest/mapping_reader.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "manifest/constant_reader.hpp"
#include "model/vocabulary.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;

located<model::mapping_source> read_from(field_reader& fields, bool complete, reading_problems& problems) {
    located<model::mapping_source> read;
    const auto from = fields.find("from", need::required);
    if (!from) {
        return read;
    }
    read.where = from->value.where();
    if (from->value.is_mapping()) {
        read.value = read_constant(*from, complete, problems);
    } else if (auto column = read_text("from", from->value, problems)) {
        read.value = model::column_source{std::move(*column)};
    }
    return read;
}

declared_mapping read_mapping(yaml_node item, bool complete, reading_problems& problems) {
    static const key_list known{"from",
                                "to",
                                "is_primary_identifier",
                                "generate_field",
                                "preserve_values",
                                "operation",
                                "lookup_object",
                                "lookup_field"};
    static const key_list operations = words(model::vocabulary::array_operations);
    const mapping_owner owner{"this mapping", item.where(), complete};
    const layered_mapping keys(item);
    field_reader fields(keys, known, owner, problems);
    declared_mapping read;
    read.where = item.where();
    read.from = read_from(fields, complete, problems);
    read.to = fields.text("to", need::required);
    read.is_primary_identifier = fields.flag("is_primary_identifier");
    read.generate_field = fields.flag("generate_field");
    read.preserve_values = fields.flag("preserve_values");
    read.operation = fields.word("operation", operations);
    read.lookup_object = fields.text("lookup_object");
    read.lookup_field = fields.text("lookup_field");
    return read;
}

void report_duplicates(const std::vector<declared_mapping>& mappings, reading_problems& problems) {
    std::unordered_map<std::string_view, const declared_mapping*> first_of;
    first_of.reserve(mappings.size());
    for (const declared_mapping& mapping : mappings) {
        if (mapping.to.value.empty()) {
            continue;
        }
        const auto [first, is_new] = first_of.emplace(mapping.to.value, &mapping);
        if (!is_new) {
            problems
                .report(code::mapping_duplicate, mapping.to.where,
                        "a second mapping writes to " + in_quotes(mapping.to.value))
                .notes.push_back({first->second->to.where, "the first one is here"});
        }
    }
}

}  // namespace

std::vector<declared_mapping> read_mappings(yaml_node list, bool complete, reading_problems& problems) {
    std::vector<declared_mapping> mappings;
    if (!list.is_sequence()) {
        report_type("mappings", list, "a list", problems);
        return mappings;
    }
    if (list.size() == 0) {
        problems.report(code::value_invalid, list.where(),
                        "'mappings' must not be empty: a sync maps at least one field");
    }
    mappings.reserve(list.size());
    for (std::size_t index = 0; index < list.size(); ++index) {
        const yaml_node item = list.item(index);
        if (item.is_mapping()) {
            mappings.push_back(read_mapping(item, complete, problems));
        } else {
            report_type("mappings", item, "a list of mappings such as {from: EMAIL, to: email}", problems);
        }
    }
    report_duplicates(mappings, problems);
    return mappings;
}

}  // namespace censusctl::manifest
