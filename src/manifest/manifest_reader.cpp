#include "manifest/manifest_reader.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "manifest/config_reader.hpp"
#include "manifest/environments_reader.hpp"
#include "manifest/field_reader.hpp"
#include "manifest/removed_reader.hpp"
#include "manifest/sync_reader.hpp"
#include "manifest/top_level_keys.hpp"
#include "manifest/trace.hpp"

namespace censusctl::manifest {

using diagnostics::code;

bool manifest_reader::read(yaml_tree& tree) {
    const yaml_node root = tree.root();
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
        filler_.fill(tree, defaults->value);
        check_defaults(defaults->value, problems_);
    }
    const auto removed = keys.find("removed");
    if (removed) {
        filler_.fill(tree, removed->value);
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
    // Not for just those of this file: each of many files would then move all that was read before it.
    if (const std::size_t needed = syncs_.size() + syncs->value.size(); needed > syncs_.capacity()) {
        syncs_.reserve(std::max(needed, 2 * syncs_.capacity()));
    }
    for (std::size_t pair = 0; pair < syncs->value.size(); ++pair) {
        read_one(tree, syncs->value.key(pair), syncs->value.value(pair), file_defaults);
    }
    return true;
}

/// What of a sync's key is told where it is given twice.
bool manifest_reader::is_first(yaml_node key) {
    const auto [first, is_new] = keys_.emplace(std::string(key.text()), key.where());
    if (is_new) {
        return true;
    }
    auto& problem = problems_.report(code::sync_duplicate, key.where(),
                                     "the sync " + in_quotes(key.text()) + " is declared twice");
    problem.sync = key.text();
    problem.hints.emplace_back("give one of them another key, and another label; or take one away");
    problem.notes.push_back({first->second, "it is declared here first"});
    return false;
}

void manifest_reader::read_only(yaml_node only, sync_environments& read) {
    if (only.is_null()) {
        return;
    }
    if (only.is_mapping()) {
        report_type("only", only, "the name of an environment, or a list of names", problems_);
        return;
    }
    bool named = false;
    bool sound = true;
    const auto take = [&](yaml_node name) {
        if (read_text("only", name, problems_)) {
            sound = check_environment(name, config_, problems_) && sound;
            named = named || name.text() == config_.environment;
        } else {
            sound = false;
        }
    };
    if (!only.is_sequence()) {
        take(only);
    }
    for (std::size_t at = 0; only.is_sequence() && at < only.size(); ++at) {
        take(only.item(at));
    }
    if (only.is_sequence() && only.size() == 0) {
        problems_.report(code::value_invalid, only.where(), "'only' must not be empty: it names environments")
            .hints.emplace_back("a sync that is to be nowhere is no sync: take it away");
        sound = false;
    }
    read.kept = named || !sound;
}

manifest_reader::sync_environments manifest_reader::read_environments_of(yaml_node sync) {
    sync_environments read;
    if (const auto only = sync.find("only")) {
        read_only(sync.value(*only), read);
    }
    const auto stated = sync.find("environments");
    if (!stated || sync.value(*stated).is_null()) {
        return read;
    }
    const yaml_node all = sync.value(*stated);
    if (!all.is_mapping()) {
        report_type("environments", all, "a mapping of environments, each under its name", problems_);
        return read;
    }
    for (std::size_t pair = 0; pair < all.size(); ++pair) {
        const yaml_node own = all.value(pair);
        if (!check_environment(all.key(pair), config_, problems_)) {
            continue;
        }
        if (!own.is_mapping() && !own.is_null()) {
            report_type(all.key(pair).text(), own, "a mapping", problems_);
        } else if (own.is_mapping() && all.key(pair).text() == config_.environment) {
            read.own = own;
        }
        for (const char* const inner : {"only", "environments"}) {
            if (const auto at = own.find(inner)) {
                problems_
                    .report(code::key_unknown, own.key(*at).where(),
                            in_quotes(inner) + " cannot stand in what is said of one environment")
                    .hints.emplace_back("it stands beside 'environments'");
            }
        }
    }
    return read;
}

void manifest_reader::read_one(yaml_tree& tree, yaml_node key, yaml_node value,
                               std::optional<yaml_node> file_defaults) {
    problems_.set_sync(key.text());
    if (!value.is_mapping()) {
        report_type(key.text(), value, "a mapping", problems_);
        problems_.set_sync({});
        return;
    }
    const sync_environments environments = read_environments_of(value);
    if (!environments.kept) {
        if (is_first(key)) {
            excluded_.push_back({std::string(key.text()), key.where()});
        }
        problems_.set_sync({});
        return;
    }
    filler_.fill(tree, value, "environments");
    if (environments.own) {
        filler_.fill(tree, *environments.own);
    }
    problems_.set_sync({});
    layered_mapping layers;
    layers.add_below(environments.own, true, layer::sync_environments);
    layers.add_below(layers_.overrides, false, layer::environment_overrides);
    layers.add_below(value, true, layer::sync);
    layers.add_below(file_defaults, false, layer::file_defaults);
    layers.add_below(layers_.environment_defaults, false, layer::environment_defaults);
    layers.add_below(layers_.defaults, false, layer::project_defaults);
    if (tracer_ != nullptr) {
        tracer_->take(key, layers, config_);
    }
    declared_sync sync = read_sync(key, layers, problems_);
    rename_connections(sync, config_.renames, used_renames_);
    if (!is_first(key)) {
        return;
    }
    syncs_.push_back(std::move(sync));
}

/// A run that there is not here need not be waited for.
void manifest_reader::forget_excluded() {
    std::set<std::string_view> gone;
    for (const auto& key : excluded_) {
        gone.insert(key.value);
    }
    for (declared_sync& sync : syncs_) {
        std::erase_if(sync.after, [&](const auto& first) { return gone.contains(first.value); });
    }
}

void manifest_reader::finish(declarations& into) && {
    if (!excluded_.empty()) {
        forget_excluded();
    }
    if (into.broken.empty()) {
        report_unused_renames(config_.renames, used_renames_, syncs_, problems_);
    }
    into.syncs = std::move(syncs_);
    into.removed = std::move(removed_);
    into.excluded = std::move(excluded_);
    into.used_variables.merge(filler_.take_used());
}

}  // namespace censusctl::manifest
