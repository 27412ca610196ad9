#include "manifest/removed_reader.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "manifest/field_reader.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;

constexpr const char* example = "{label: Old sync, reason: why}";

bool is_stated(const layered_mapping& keys, std::string_view key) {
    const auto found = keys.find(key);
    return found && !found->value.is_null();
}

bool is_any_stated(yaml_node item, const key_list& known) {
    return std::ranges::any_of(known, [&](std::string_view key) { return item.find(key).has_value(); });
}

std::optional<declared_removal> read_one(yaml_node item, reading_problems& problems) {
    static const key_list known{"label", "id", "reason"};
    if (!item.is_mapping()) {
        report_type("removed", item, "a list of mappings", problems).hints.emplace_back(example);
        return std::nullopt;
    }
    const mapping_owner owner{"this entry of 'removed'", item.where()};
    const layered_mapping keys(item);
    field_reader fields(keys, known, owner, problems);
    declared_removal read;
    read.where = item.where();
    read.label = fields.text("label");
    read.id = fields.id("id");
    read.reason = fields.text("reason").value;
    if (!read.label.value.empty() || read.id) {
        return read;
    }
    const bool misspelt = item.size() > 0 && !is_any_stated(item, known);
    const bool wrong = is_stated(keys, "label") || is_stated(keys, "id");
    if (!misspelt && !wrong) {
        problems.report(code::key_missing, item.where(), "this entry of 'removed' names no sync")
            .hints.emplace_back("give its label or its id: " + std::string(example));
    }
    return std::nullopt;
}

}  // namespace

std::vector<declared_removal> read_removed(yaml_node list, reading_problems& problems) {
    std::vector<declared_removal> removed;
    if (list.is_null()) {
        return removed;
    }
    if (!list.is_sequence()) {
        report_type("removed", list, "a list", problems).hints.emplace_back("- " + std::string(example));
        return removed;
    }
    for (std::size_t index = 0; index < list.size(); ++index) {
        if (auto read = read_one(list.item(index), problems)) {
            removed.push_back(std::move(*read));
        }
    }
    return removed;
}

}  // namespace censusctl::manifest
