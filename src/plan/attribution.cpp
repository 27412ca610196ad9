#include "plan/attribution.hpp"

#include <algorithm>
#include <utility>

#include "model/attributes.hpp"

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

field_side judge(const diff::field_change& field, const changes& by_files, const changes& by_workspace) {
    const diff::field_change* files = find(by_files, field.path);
    const diff::field_change* workspace = find(by_workspace, field.path);
    const bool by_path = touches(by_files, field.path) || touches(by_workspace, field.path);
    const auto touched = by_path ? touches : touches_group;
    field_side found;
    found.moved = side_of(touched(by_files, field.path), touched(by_workspace, field.path));
    if (files != nullptr) {
        found.base = files->before;
    } else if (workspace != nullptr) {
        found.base = workspace->after;
    }
    return found;
}

}  // namespace

attribution::attribution(const known_syncs& base, const std::vector<model::live_sync>& live)
    : base_(base), live_(live), by_live_(live.size(), no_match), live_of_(base.syncs.size(), no_match) {
    std::unordered_map<std::int64_t, std::size_t> by_id;
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_label;
    for (std::size_t at = 0; at < live.size(); ++at) {
        by_id.emplace(live[at].id, at);
        by_label[live[at].spec.label].push_back(at);
    }
    for (std::size_t at = 0; at < base.syncs.size(); ++at) {
        const declared_identity& sync = base.syncs[at];
        by_key_.emplace(sync.key, at);
        if (sync.id) {
            const auto found = by_id.find(*sync.id);
            live_of_[at] = found == by_id.end() ? no_match : found->second;
        } else if (const auto named = by_label.find(sync.label);
                   !sync.label.empty() && named != by_label.end() && named->second.size() == 1) {
            live_of_[at] = named->second.front();
        }
        if (live_of_[at] != no_match) {
            by_live_[live_of_[at]] = at;
        }
    }
}

std::optional<model::sync_spec> attribution::spec_of(std::size_t at) const {
    std::optional<model::sync_spec> spec = base_.syncs[at].spec;
    if (!spec || spec->triggers.sync_sequence.key.empty()) {
        return spec;
    }
    model::parent_sync& parent = spec->triggers.sync_sequence;
    const auto named = by_key_.find(parent.key);
    if (named != by_key_.end() && live_of_[named->second] != no_match) {
        parent.id = live_[live_of_[named->second]].id;
    } else if (named != by_key_.end() && base_.syncs[named->second].id) {
        parent.id = base_.syncs[named->second].id;
    }
    return spec;
}

attributed attribution::changed(std::string_view key, const changes& fields, const model::sync_spec& declared,
                                std::size_t live, const diff::comparison_context& context) const {
    attributed found;
    found.fields.resize(fields.size());
    std::size_t at = by_live_[live];
    if (at == no_match) {
        const auto named = by_key_.find(key);
        at = named == by_key_.end() ? no_match : named->second;
    }
    if (at == no_match) {
        // The base knows no such sync: the file is new, whatever the workspace had before.
        found.moved = moved_side::files;
        for (field_side& field : found.fields) {
            field.moved = moved_side::files;
        }
        return found;
    }
    const std::optional<model::sync_spec> before = spec_of(at);
    if (!before) {
        return found;
    }
    const changes by_files = diff::compare(declared, *before, context);
    const changes by_workspace = diff::compare(*before, live_[live].spec, context);
    bool files = false;
    bool workspace = false;
    for (std::size_t field = 0; field < fields.size(); ++field) {
        found.fields[field] = judge(fields[field], by_files, by_workspace);
        const moved_side moved = found.fields[field].moved;
        files = files || moved == moved_side::files || moved == moved_side::both;
        workspace = workspace || moved == moved_side::workspace || moved == moved_side::both;
    }
    found.moved = side_of(files, workspace);
    return found;
}

moved_side attribution::missing(std::string_view key) const {
    const auto named = by_key_.find(key);
    if (named == by_key_.end()) {
        return moved_side::files;
    }
    if (live_of_[named->second] != no_match) {
        return moved_side::files;
    }
    // That an apply left it blocked, or passed it over, does not say that it ever was there.
    return base_.applied && !base_.syncs[named->second].spec ? moved_side::unknown : moved_side::workspace;
}

moved_side attribution::unmanaged(std::size_t live) const {
    return by_live_[live] == no_match ? moved_side::workspace : moved_side::files;
}

}  // namespace censusctl::plan
