#include "manifest/manifest_reader.hpp"

#include <iterator>
#include <utility>

#include "manifest/config_reader.hpp"
#include "manifest/field_reader.hpp"
#include "manifest/removed_reader.hpp"
#include "manifest/sync_reader.hpp"
#include "manifest/top_level_keys.hpp"

namespace censusctl::manifest {

using diagnostics::code;

bool manifest_reader::read(yaml_node root) {
    static const key_list known{"version", "defaults", "syncs", "removed"};
    if (!check_version(root, "this manifest", problems_)) {
        return false;
    }
    if (!root.is_mapping()) {
        return true;
    }
    const layered_mapping keys(root);
    const mapping_owner owner{"this manifest", root.where(), true, holds_anchors};
    field_reader fields(keys, known, owner, problems_);
    if (const auto defaults = fields.find("defaults")) {
        check_defaults(defaults->value, problems_);
    }
    const auto removed = keys.find("removed");
    if (removed) {
        std::vector<declared_removal> read = read_removed(removed->value, problems_);
        removed_.insert(removed_.end(), std::make_move_iterator(read.begin()),
                        std::make_move_iterator(read.end()));
    }
    if (!keys.find("syncs") && removed && !removed->value.is_null()) {
        return true;
    }
    if (!keys.find("syncs")) {
        fields.report_missing("syncs");
        return false;
    }
    const auto syncs = fields.find("syncs");
    if (!syncs) {
        return true;
    }
    if (!syncs->value.is_mapping()) {
        report_type("syncs", syncs->value, "a mapping of syncs, each under its key", problems_);
        return false;
    }
    const std::optional<yaml_node> file_defaults = defaults_of(root);
    syncs_.reserve(syncs_.size() + syncs->value.size());
    for (std::size_t pair = 0; pair < syncs->value.size(); ++pair) {
        read_one(syncs->value.key(pair), syncs->value.value(pair), file_defaults);
    }
    return true;
}

void manifest_reader::read_one(yaml_node key, yaml_node value, std::optional<yaml_node> file_defaults) {
    if (!value.is_mapping()) {
        problems_.set_sync(key.text());
        report_type(key.text(), value, "a mapping", problems_);
        problems_.set_sync({});
        return;
    }
    layered_mapping layers(value);
    layers.add_below(file_defaults);
    layers.add_below(project_defaults_);
    declared_sync sync = read_sync(key, layers, problems_);
    const auto [first, is_new] = keys_.emplace(sync.key.value, sync.key.where);
    if (is_new) {
        syncs_.push_back(std::move(sync));
        return;
    }
    auto& problem = problems_.report(code::sync_duplicate, sync.key.where,
                                     "the sync " + in_quotes(sync.key.value) + " is declared twice");
    problem.sync = sync.key.value;
    problem.hints.emplace_back("give one of them another key, and another label; or take one away");
    problem.notes.push_back({first->second, "it is declared here first"});
}

}  // namespace censusctl::manifest
