#include "plan/drift_attribution.hpp"

#include <algorithm>
#include <utility>

#include "model/attributes.hpp"
#include "plan/parent_links.hpp"

namespace censusctl::plan {
namespace {

using changes = std::vector<diff::field_change>;

using diff::attribute_path;

const diff::field_change* find(const changes& list, const attribute_path& path) {
    const auto found = std::ranges::find(list, path, &diff::field_change::path);
    return found == list.end() ? nullptr : &*found;
}

/// Whether one is of the other's group: the same mapping, or the same part of the file format. The same
/// change may come under another path of it: a model where the other side reads a table.
bool same_group(const attribute_path& left, const attribute_path& right) {
    if (model::is_of_mapping(left.id) || model::is_of_mapping(right.id)) {
        return model::is_of_mapping(left.id) == model::is_of_mapping(right.id) && left.part == right.part;
    }
    return model::group_of(left.id) == model::group_of(right.id);
}

/// Whether they are the same, or one is a part of the other: the value of a constant of what is mapped.
bool nested(const attribute_path& left, const attribute_path& right) {
    const auto is_constant = [](model::attribute id) {
        return id == model::attribute::constant_value || id == model::attribute::constant_type;
    };
    return left == right || (left.part == right.part &&
                             ((left.id == model::attribute::mapping_from && is_constant(right.id)) ||
                              (right.id == model::attribute::mapping_from && is_constant(left.id))));
}

bool touches(const changes& list, const attribute_path& path) {
    return std::ranges::any_of(list, [&](const diff::field_change& one) { return nested(one.path, path); });
}

bool touches_group(const changes& list, const attribute_path& path) {
    return std::ranges::any_of(list,
                               [&](const diff::field_change& one) { return same_group(one.path, path); });
}

moved_side side(bool files, bool workspace) {
    if (files && workspace) {
        return moved_side::both;
    }
    if (files) {
        return moved_side::files;
    }
    return workspace ? moved_side::workspace : moved_side::unknown;
}

void attribute(drift_field& field, const changes& by_files, const changes& by_workspace) {
    const diff::field_change* files = find(by_files, field.path);
    const diff::field_change* workspace = find(by_workspace, field.path);
    const bool by_path = touches(by_files, field.path) || touches(by_workspace, field.path);
    const auto touched = by_path ? touches : touches_group;
    field.moved = side(touched(by_files, field.path), touched(by_workspace, field.path));
    if (files != nullptr) {
        field.base = files->before;
    } else if (workspace != nullptr) {
        field.base = workspace->after;
    }
}

}  // namespace

drift_attribution::drift_attribution(drift_base& base, const std::vector<model::live_sync>& live)
    : base_(base), live_(live), by_live_(live.size(), no_match) {
    diagnostics::collector of_the_base;
    found_ = match_syncs(base.syncs, live, of_the_base);
    link_parents(base.syncs, live, found_);
    for (std::size_t at = 0; at < base.syncs.size(); ++at) {
        by_key_.emplace(base.syncs[at].declared->key.value, at);
        if (found_.declared[at].live != no_match) {
            by_live_[found_.declared[at].live] = at;
        }
    }
}

void drift_attribution::changed(drift_sync& sync, const model::sync_spec& declared, std::size_t live,
                                const diff::comparison_context& context) const {
    std::size_t at = by_live_[live];
    if (at == no_match) {
        const auto named = by_key_.find(sync.key);
        at = named == by_key_.end() ? no_match : named->second;
    }
    if (at == no_match) {
        // The base knows no such sync: the file is new, whatever the workspace had before.
        sync.moved = moved_side::files;
        for (drift_field& field : sync.fields) {
            field.moved = moved_side::files;
        }
        return;
    }
    if (!base_.syncs[at].spec) {
        return;
    }
    const model::sync_spec& applied = *base_.syncs[at].spec;
    const changes by_files = diff::compare(declared, applied, context);
    const changes by_workspace = diff::compare(applied, live_[live].spec, context);
    bool files = false;
    bool workspace = false;
    for (drift_field& field : sync.fields) {
        attribute(field, by_files, by_workspace);
        files = files || field.moved == moved_side::files || field.moved == moved_side::both;
        workspace = workspace || field.moved == moved_side::workspace || field.moved == moved_side::both;
    }
    sync.moved = side(files, workspace);
}

moved_side drift_attribution::missing(std::string_view key) const {
    const auto named = by_key_.find(key);
    if (named == by_key_.end()) {
        return moved_side::files;
    }
    return found_.declared[named->second].live == no_match ? moved_side::workspace : moved_side::files;
}

moved_side drift_attribution::unmanaged(std::size_t live) const {
    return by_live_[live] == no_match ? moved_side::workspace : moved_side::files;
}

}  // namespace censusctl::plan
