#include "validation/resolver.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "validation/generation.hpp"
#include "validation/suggester.hpp"
#include "validation/unlisted_objects.hpp"

namespace censusctl::validation {
namespace {

using diagnostics::code;
using diagnostics::span;
using manifest::declared_sync;

std::string shown(const model::connection_name& name) {
    return name.id ? "id " + std::to_string(*name.id) : "'" + name.name + "'";
}

std::string shown(const model::object_name& name) {
    if (name.id) {
        return name.type + " with id " + std::to_string(*name.id);
    }
    if (name.type != "table") {
        return name.type + " '" + name.name + "'";
    }
    return "table '" + name.table.catalog + "." + name.table.schema + "." + name.table.name + "'";
}

/// As a file names it.
std::string written_name(const std::string& type, const model::table_name& table, const std::string& name) {
    return type == "table" ? table.catalog + "." + table.schema + "." + table.name : name;
}

std::string key_of(const model::connection_name& name) {
    return name.id ? "#" + std::to_string(*name.id) : "=" + name.name;
}

span or_key(span wanted, const declared_sync& sync) {
    return wanted.known() ? wanted : sync.key.where;
}

/// Looks names up in one catalogue, remembering what it found: ten thousand syncs use a handful of names.
class lookup {
public:
    lookup(const model::catalogue& metadata, diagnostics::collector& problems, metadata_origin origin,
           const model::capabilities& can)
        : metadata_(metadata), problems_(problems), origin_(origin), can_(can) {}

    resolved_sync resolve_one(const declared_sync& sync) {
        resolved_sync resolved;
        resolved.declared = &sync;
        const bool has_source = check_generation(sync, can_, problems_);
        resolved.source = source_of(sync);
        if (resolved.source != nullptr && has_source) {
            resolved.source_object = object_of(sync, *resolved.source);
        }
        resolved.destination = destination_of(sync, resolved.source);
        bool object_known = resolved.destination != nullptr;
        if (resolved.destination != nullptr) {
            resolved.object = destination_object_of(sync, *resolved.destination);
            check_locked_lookups(sync, *resolved.destination);
            object_known = resolved.object != nullptr || may_be_unlisted(*resolved.destination);
        }
        if (resolved.source_object != nullptr && object_known && !sync.spec.operation.empty() &&
            !sync.spec.destination.object.empty()) {
            resolved.spec = spec_of(resolved);
        }
        return resolved;
    }

private:
    diagnostics::diagnostic& report(const declared_sync& sync, code id, span where, std::string message) {
        auto& problem = problems_.report(id, or_key(where, sync), std::move(message));
        problem.sync = sync.key.value;
        return problem;
    }

    /// Something that is not in the metadata: `message` says so of a workspace, `locked` of a lock.
    diagnostics::diagnostic& report_unknown(const declared_sync& sync, code id, span where,
                                            std::string message, std::string locked) {
        if (origin_ == metadata_origin::workspace) {
            return report(sync, id, where, std::move(message));
        }
        auto& problem =
            report(sync, code::lock_entry_missing, where, "the lock holds no " + std::move(locked));
        problem.hints.emplace_back("if it is in the workspace, run `censusctl lock`");
        return problem;
    }

    /// Objects that lookups refer to are in a lock as those that syncs write to are.
    void check_locked_lookups(const declared_sync& sync, const model::destination_connection& destination) {
        if (origin_ == metadata_origin::workspace) {
            return;
        }
        for (const auto& mapping : sync.mappings) {
            const std::string& wanted = mapping.spec.lookup_object;
            const bool known = std::any_of(destination.objects.begin(), destination.objects.end(),
                                           [&](const auto& object) { return object.full_name == wanted; });
            if (!wanted.empty() && !known) {
                report_unknown(sync, code::lock_entry_missing, mapping.at[model::attribute::lookup_object],
                               {}, "object '" + wanted + "' of destination '" + destination.name + "'");
            }
        }
    }

    static void note_rename(diagnostics::diagnostic& problem, diagnostics::span renamed) {
        if (renamed.known()) {
            problem.notes.push_back({renamed, "the environment says that this is its name there"});
        }
    }

    const model::source_connection* source_of(const declared_sync& sync) {
        const auto& wanted = sync.source.connection;
        if (!wanted.value.id && wanted.value.name.empty()) {
            return nullptr;  // reported by the reader
        }
        const auto [entry, fresh] = sources_.try_emplace(key_of(wanted.value));
        if (fresh) {
            entry->second = model::find_sources(metadata_, wanted.value);
        }
        if (entry->second.size() == 1) {
            return &metadata_.sources[entry->second.front()];
        }
        if (entry->second.empty()) {
            auto& problem = report_unknown(sync, code::source_connection_unknown, wanted.where,
                                           "the workspace has no source " + shown(wanted.value),
                                           "source " + shown(wanted.value));
            note_rename(problem, sync.source.renamed);
            std::vector<std::string_view> names;
            for (const auto& source : metadata_.sources) {
                names.emplace_back(source.name);
                if (!source.label.empty()) {
                    names.emplace_back(source.label);
                }
            }
            if (is_destination(wanted.value.name)) {
                problem.hints.push_back("'" + wanted.value.name +
                                        "' is a destination: it belongs under `destination`");
            } else {
                suggester_.add(problem, wanted.value.name, names, command("sources"));
            }
            return nullptr;
        }
        std::string ids;
        for (const std::size_t at : entry->second) {
            ids += (ids.empty() ? "" : ", ") + metadata_.sources[at].id.text();
        }
        report(sync, code::source_connection_ambiguous, wanted.where,
               "several sources are called " + shown(wanted.value) + " (ids " + ids + ")")
            .hints.emplace_back("write the id instead of the name");
        return nullptr;
    }

    /// `source`: whose syncs it must take; null: not known, so that which of several is meant is not either.
    const model::destination_connection* destination_of(const declared_sync& sync,
                                                        const model::source_connection* source) {
        const auto& wanted = sync.destination.connection;
        if (!wanted.value.id && wanted.value.name.empty()) {
            return nullptr;
        }
        const model::connection_id from = source == nullptr ? model::connection_id() : source->id;
        const auto [entry, fresh] = destinations_.try_emplace(key_of(wanted.value) + "\n" + from.text());
        if (fresh) {
            entry->second = model::find_destinations(metadata_, wanted.value, from);
        }
        if (entry->second.size() == 1) {
            return &metadata_.destinations[entry->second.front()];
        }
        if (!entry->second.empty()) {
            report_ambiguous(sync, source, entry->second);
        } else if (source != nullptr && !model::find_destinations(metadata_, wanted.value).empty()) {
            report_unknown(sync, code::destination_connection_unknown, wanted.where,
                           "no activation takes the syncs of source '" + source->name +
                               "' to the destination " + shown(wanted.value),
                           "destination " + shown(wanted.value) + " for source '" + source->name + "'")
                .hints.emplace_back("make one in the web page, or name another destination");
        } else {
            auto& problem = report_unknown(sync, code::destination_connection_unknown, wanted.where,
                                           "the workspace has no destination " + shown(wanted.value),
                                           "destination " + shown(wanted.value));
            note_rename(problem, sync.destination.renamed);
            std::vector<std::string_view> names;
            std::unordered_set<std::string_view> seen;  // one may stand there for each source
            for (const auto& item : metadata_.destinations) {
                if (seen.insert(item.name).second) {
                    names.emplace_back(item.name);
                }
            }
            if (is_source(wanted.value.name)) {
                problem.hints.push_back("'" + wanted.value.name + "' is a source: it belongs under `source`");
            } else {
                suggester_.add(problem, wanted.value.name, names, command("destinations"));
            }
        }
        return nullptr;
    }

    void report_ambiguous(const declared_sync& sync, const model::source_connection* source,
                          const std::vector<std::size_t>& found) {
        std::string ids;
        bool coupled = true;
        for (const std::size_t at : found) {
            const model::destination_connection& connection = metadata_.destinations[at];
            ids += (ids.empty() ? "" : ", ") + connection.id.text();
            coupled = coupled && connection.source_id.known();
        }
        if (coupled && source == nullptr) {
            return;  // that the source is not known is reported, and which one is meant follows from it
        }
        const auto& wanted = sync.destination.connection;
        report(sync, code::destination_connection_ambiguous, wanted.where,
               coupled ? "several activations take the syncs of source '" + source->name +
                             "' to the destination " + shown(wanted.value) + " (ids " + ids + ")"
                       : "several destinations are called " + shown(wanted.value) + " (ids " + ids + ")")
            .hints.emplace_back("write the id instead of the name");
    }

    /// Names of the same kind, or that it is one of another kind.
    void suggest_object(diagnostics::diagnostic& problem, const model::object_name& wanted,
                        const model::source_connection& source) {
        const std::string written = written_name(wanted.type, wanted.table, wanted.name);
        std::vector<std::string> of_kind;
        for (const auto& object : source.objects) {
            if (object.type == wanted.type) {
                of_kind.push_back(written_name(object.type, object.table, object.name));
            } else if (!written.empty() && (object.name == written || object.table.name == written)) {
                problem.hints.push_back("it is a " + object.type + ": write `" + object.type + ": " +
                                        written_name(object.type, object.table, object.name) + "`");
            }
        }
        if (!problem.hints.empty() && origin_ == metadata_origin::workspace) {
            return;
        }
        const std::string_view kind = wanted.type;
        const bool is_listed = kind == "model" || kind == "table" || kind == "dataset";
        suggester_.add(problem, written, {of_kind.begin(), of_kind.end()},
                       is_listed ? command(wanted.type + "s", {source.name}) : "");
    }

    /// The command that shows what there is; of what a lock holds none does.
    [[nodiscard]] std::string command(std::string_view what,
                                      const std::vector<std::string_view>& of = {}) const {
        return origin_ == metadata_origin::workspace ? list_command(what, of) : std::string();
    }

    [[nodiscard]] bool is_destination(const std::string& name) const {
        return !name.empty() && std::ranges::any_of(metadata_.destinations,
                                                    [&](const auto& item) { return item.name == name; });
    }

    [[nodiscard]] bool is_source(const std::string& name) const {
        return !name.empty() && std::ranges::any_of(metadata_.sources, [&](const auto& item) {
            return item.name == name || item.label == name;
        });
    }

    const model::source_object* object_of(const declared_sync& sync, const model::source_connection& source) {
        const auto& wanted = sync.source.object;
        if (wanted.value.type.empty()) {
            return nullptr;
        }
        const std::string key = source.id.text() + "/" + shown(wanted.value);
        const auto [entry, fresh] = objects_.try_emplace(key);
        if (fresh) {
            entry->second = model::find_objects(source, wanted.value);
        }
        if (!entry->second.empty()) {
            return &source.objects[entry->second.front()];
        }
        auto& problem = report_unknown(sync, code::source_object_unknown, wanted.where,
                                       "source '" + source.name + "' has no " + shown(wanted.value),
                                       shown(wanted.value) + " of source '" + source.name + "'");
        suggest_object(problem, wanted.value, source);
        return nullptr;
    }

    const model::destination_object* destination_object_of(const declared_sync& sync,
                                                           const model::destination_connection& connection) {
        const std::string& wanted = sync.spec.destination.object;
        if (wanted.empty()) {
            return nullptr;
        }
        const auto [index, fresh] = destination_objects_.try_emplace(&connection);
        if (fresh) {
            for (const auto& object : connection.objects) {
                index->second.emplace(object.full_name, &object);
            }
        }
        if (const auto found = index->second.find(wanted); found != index->second.end()) {
            return found->second;
        }
        if (may_be_unlisted(connection)) {
            return nullptr;
        }
        auto& problem = report_unknown(sync, code::destination_object_unknown,
                                       sync.at[model::attribute::destination_object],
                                       "destination '" + connection.name + "' has no object '" + wanted + "'",
                                       "object '" + wanted + "' of destination '" + connection.name + "'");
        std::vector<std::string_view> names;
        for (const auto& object : connection.objects) {
            if (object.label == wanted) {
                problem.hints.push_back("did you mean '" + object.full_name + "'?");
                return nullptr;
            }
            names.emplace_back(object.full_name);
        }
        suggester_.add(problem, wanted, names, command("objects", {connection.name}));
        return nullptr;
    }

    static model::sync_spec spec_of(const resolved_sync& resolved) {
        const declared_sync& sync = *resolved.declared;
        const model::source_object& object = *resolved.source_object;
        model::sync_spec spec = sync.spec;
        spec.source.connection_id = resolved.source->id;
        spec.source.type = object.type;
        spec.source.id = object.id;
        spec.source.name = object.name;
        spec.source.table = object.table;
        spec.source.dataset_id = object.dataset_id;
        spec.destination.connection_id = resolved.destination->id;
        spec.mappings.reserve(sync.mappings.size());
        for (const manifest::declared_mapping& mapping : sync.mappings) {
            spec.mappings.push_back(mapping.spec);
        }
        return spec;
    }

    const model::catalogue& metadata_;
    diagnostics::collector& problems_;
    metadata_origin origin_;
    const model::capabilities& can_;
    suggester suggester_;
    std::unordered_map<std::string, std::vector<std::size_t>> sources_;
    std::unordered_map<std::string, std::vector<std::size_t>> destinations_;
    std::unordered_map<std::string, std::vector<std::size_t>> objects_;
    std::unordered_map<const model::destination_connection*,
                       std::unordered_map<std::string_view, const model::destination_object*>>
        destination_objects_;
};

}  // namespace

std::vector<resolved_sync> resolve(const std::vector<declared_sync>& syncs, const model::catalogue& metadata,
                                   diagnostics::collector& problems, metadata_origin origin,
                                   const model::capabilities& can, const std::vector<char>& selected) {
    lookup names(metadata, problems, origin, can);
    std::vector<resolved_sync> resolved;
    resolved.reserve(syncs.size());
    for (std::size_t at = 0; at < syncs.size(); ++at) {
        if (selected.empty() || selected[at] != 0) {
            resolved.push_back(names.resolve_one(syncs[at]));
        } else {
            resolved.emplace_back().declared = &syncs[at];
        }
    }
    return resolved;
}

}  // namespace censusctl::validation
