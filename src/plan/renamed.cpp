#include <string>
#include <string_view>
#include <unordered_map>

#include "diff/canonical_value.hpp"
#include "json/canonical.hpp"
#include "plan/matching.hpp"

namespace censusctl::plan {
namespace {

using diagnostics::code;
using diagnostics::diagnostic;

constexpr std::size_t most_named = 3;

/// How a source may be looked up. Every live sync is listed under each key that fits it, so that a lookup
/// needs no further comparing.
enum class key_kind : char { id = 'i', name = 'n', name_without_id = 'w' };

std::string key_of(const model::sync_spec& spec, const model::connection_id& connection, key_kind kind) {
    std::string key(1, static_cast<char>(kind));
    const auto add = [&](std::string_view part) {
        key.append(std::to_string(part.size())).append(":").append(part);
    };
    add(connection.text());
    add(spec.destination.connection_id.text());
    add(json::canonical(spec.destination.object));
    add(spec.source.type);
    if (kind == key_kind::id) {
        add(std::to_string(spec.source.id.value_or(0)));
    } else if (spec.source.type == "table") {
        add(spec.source.table.catalog);
        add(spec.source.table.schema);
        add(spec.source.table.name);
    } else {
        add(spec.source.name);
    }
    return key;
}

bool is_named(const model::data_source& source) {
    return source.type == "table" ? !source.table.name.empty() : !source.name.empty();
}

/// The unclaimed live syncs by what they read and write.
class look_alikes {
public:
    look_alikes(const std::vector<model::live_sync>& live, const std::vector<char>& claimed) {
        for (std::size_t at = 0; at < live.size(); ++at) {
            if (claimed[at] != 0) {
                continue;
            }
            const model::sync_spec& spec = live[at].spec;
            const model::connection_id& connection = spec.source.connection_id;
            if (spec.source.id) {
                index_[key_of(spec, connection, key_kind::id)].push_back(at);
            }
            if (is_named(spec.source)) {
                index_[key_of(spec, connection, key_kind::name)].push_back(at);
                if (!spec.source.id) {
                    index_[key_of(spec, connection, key_kind::name_without_id)].push_back(at);
                }
            }
        }
    }

    /// By ascending id.
    [[nodiscard]] const std::vector<std::size_t>& of(const model::sync_spec& spec) const {
        static const std::vector<std::size_t> none;
        // A live sync may not say which connection it reads from.
        for (const model::connection_id& connection : {spec.source.connection_id, model::connection_id()}) {
            if (spec.source.id) {
                const auto found = index_.find(key_of(spec, connection, key_kind::id));
                if (found != index_.end()) {
                    return found->second;
                }
            }
            if (!is_named(spec.source)) {
                continue;
            }
            // Names decide where one side has no id, and for tables of one connection always.
            const bool by_any_name = !spec.source.id || (spec.source.type == "table" && connection.known());
            const auto found = index_.find(
                key_of(spec, connection, by_any_name ? key_kind::name : key_kind::name_without_id));
            if (found != index_.end()) {
                return found->second;
            }
        }
        return none;
    }

private:
    std::unordered_map<std::string, std::vector<std::size_t>> index_;
};

std::string named(const model::live_sync& sync) {
    return std::to_string(sync.id) + (sync.spec.label.empty() ? " (no label)" : " '" + sync.spec.label + "'");
}

/// A label as a YAML double-quoted scalar.
std::string yaml_quoted(std::string_view label) {
    std::string quoted = "\"";
    for (const char character : label) {
        if (character == '"' || character == '\\') {
            quoted += '\\';
        }
        quoted += character;
    }
    return quoted + '"';
}

void report(const manifest::declared_sync& sync, const std::vector<std::size_t>& found,
            const std::vector<model::live_sync>& live, diagnostics::collector& problems) {
    std::string message = "no live sync has the label '" + sync.spec.label + "', but ";
    if (found.size() == 1) {
        message +=
            "sync " + named(live[found.front()]) + " reads the same source and writes to the same object";
    } else {
        message +=
            std::to_string(found.size()) + " live syncs read the same source and write to the same object: ";
        for (std::size_t at = 0; at < found.size() && at < most_named; ++at) {
            message += (at == 0 ? "" : ", ") + named(live[found[at]]);
        }
        if (found.size() > most_named) {
            message += " and " + std::to_string(found.size() - most_named) + " more";
        }
    }
    const diagnostics::span where =
        sync.at[model::attribute::label].known() ? sync.at[model::attribute::label] : sync.key.where;
    diagnostic& problem = problems.report(code::sync_renamed, where, std::move(message));
    problem.sync = sync.key.value;
    const model::live_sync& first = live[found.front()];
    if (found.size() == 1) {
        if (!first.spec.label.empty()) {
            problem.hints.push_back("if it is this sync under its old label, add 'formerly: [" +
                                    yaml_quoted(first.spec.label) + "]'");
        }
        problem.hints.push_back("to pin it whatever its label, add 'id: " + std::to_string(first.id) + "'");
    } else {
        problem.hints.push_back("if one of them is this sync, pin it: add 'id: " + std::to_string(first.id) +
                                "', or the id of the one that is meant");
    }
    problem.hints.emplace_back("to create another sync beside it, use --allow-duplicates");
}

}  // namespace

void report_renamed(const std::vector<validation::resolved_sync>& declared,
                    const std::vector<model::live_sync>& live, matches& found,
                    diagnostics::collector& problems) {
    const look_alikes index(live, found.claimed);
    for (std::size_t at = 0; at < declared.size(); ++at) {
        match& here = found.declared[at];
        if (here.live != no_match || here.problem || !declared[at].spec) {
            continue;
        }
        const std::vector<std::size_t>& alike = index.of(*declared[at].spec);
        if (!alike.empty()) {
            here.problem = true;
            report(*declared[at].declared, alike, live, problems);
        }
    }
}

}  // namespace censusctl::plan
