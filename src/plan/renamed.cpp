#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "diff/canonical_value.hpp"
#include "diff/mappings.hpp"
#include "json/canonical.hpp"
#include "plan/live_sync_words.hpp"
#include "plan/matching.hpp"
#include "plan/not_understood.hpp"

namespace censusctl::plan {
namespace {

using diagnostics::code;
using diagnostics::diagnostic;

constexpr std::size_t most_alike = 3;

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

/// Whether a live sync has most of the mappings of a declared one, its key among them. Two that feed one
/// object from one model by different keys, or with different fields, are two syncs.
bool has_its_mappings(const model::sync_spec& declared, const model::sync_spec& live,
                      const diff::comparison_context& context) {
    std::size_t both = 0;
    std::size_t stated = 0;
    for (const diff::mapping_pair& pair : diff::pair_mappings(declared.mappings, live.mappings, context)) {
        const bool is_key = (pair.desired != nullptr && pair.desired->is_primary_identifier) ||
                            (pair.live != nullptr && pair.live->is_primary_identifier);
        const bool same = pair.desired != nullptr && pair.live != nullptr &&
                          diff::same_from(pair.desired->from, pair.live->from);
        const bool added = pair.live != nullptr && diff::is_added_key(*pair.live);
        const bool same_key = same && pair.desired->is_primary_identifier == pair.live->is_primary_identifier;
        if (is_key && !added && !same_key) {
            return false;
        }
        stated += pair.desired != nullptr ? 1U : 0U;
        both += same ? 1U : 0U;
    }
    return 2 * both > stated || stated == 0;
}

/// Whether the mappings of a live sync are not understood, so that they do not speak against it.
bool hides_mappings(const model::live_sync& live) {
    return !is_understood(live) && live.spec.mappings.empty();
}

/// What `has_its_mappings` looks at of a live sync, as a text: it needs to be asked once for all syncs of
/// one.
std::string shape_of(const model::live_sync& live) {
    if (hides_mappings(live)) {
        return "?";
    }
    const model::sync_spec& spec = live.spec;
    std::vector<std::string> rows;
    rows.reserve(spec.mappings.size());
    for (const model::mapping& mapping : spec.mappings) {
        const std::string from = diff::canonical_from(mapping.from);
        rows.push_back(std::to_string(from.size()) + ":" + from +
                       (mapping.is_primary_identifier ? "=" : ">") + mapping.to);
    }
    std::ranges::sort(rows);
    std::string shape;
    for (const std::string& row : rows) {
        shape.append(std::to_string(row.size())).append(":").append(row);
    }
    return shape;
}

/// Live syncs that look like a declared one.
struct alike {
    std::size_t count{0};
    std::vector<std::size_t> first;  ///< the first of them, by ascending id; at least one where there are any
};

/// The unclaimed live syncs by what they read and write.
class look_alikes {
public:
    look_alikes(const std::vector<model::live_sync>& live, const std::vector<char>& claimed) : live_(live) {
        for (std::size_t at = 0; at < live.size(); ++at) {
            if (claimed[at] != 0) {
                continue;
            }
            const model::sync_spec& spec = live[at].spec;
            const model::connection_id& connection = spec.source.connection_id;
            const std::string shape = shape_of(live[at]);
            if (spec.source.id) {
                index_[key_of(spec, connection, key_kind::id)][shape].push_back(at);
            }
            if (is_named(spec.source)) {
                index_[key_of(spec, connection, key_kind::name)][shape].push_back(at);
                if (!spec.source.id) {
                    index_[key_of(spec, connection, key_kind::name_without_id)][shape].push_back(at);
                }
            }
        }
    }

    [[nodiscard]] alike of(const validation::resolved_sync& sync) const {
        const model::sync_spec& spec = *sync.spec;
        alike found;
        // A live sync may not say which connection it reads from.
        for (const model::connection_id& connection : {spec.source.connection_id, model::connection_id()}) {
            if (spec.source.id) {
                take(sync, key_of(spec, connection, key_kind::id), found);
            }
            if (found.count > 0 || !is_named(spec.source)) {
                continue;
            }
            // Names decide where one side has no id, and for tables of one connection always.
            const bool by_any_name = !spec.source.id || (spec.source.type == "table" && connection.known());
            const key_kind kind = by_any_name ? key_kind::name : key_kind::name_without_id;
            take(sync, key_of(spec, connection, kind), found);
            if (found.count > 0) {
                break;
            }
        }
        return found;
    }

private:
    /// Live syncs by ascending id, which is the order of their indices, by their shape.
    using by_shape = std::map<std::string, std::vector<std::size_t>>;

    void take(const validation::resolved_sync& sync, const std::string& key, alike& found) const {
        const auto listed = index_.find(key);
        if (found.count > 0 || listed == index_.end()) {
            return;
        }
        const diff::comparison_context context{sync.object == nullptr ||
                                               sync.object->allow_case_sensitive_field_names};
        for (const auto& [shape, members] : listed->second) {
            const model::live_sync& first = live_[members.front()];
            if (hides_mappings(first) || has_its_mappings(*sync.spec, first.spec, context)) {
                add(*sync.declared, members, found);
            }
        }
        std::ranges::sort(found.first);
        if (found.first.size() > most_alike) {
            found.first.resize(most_alike);
        }
    }

    void add(const manifest::declared_sync& sync, const std::vector<std::size_t>& members,
             alike& found) const {
        std::vector<std::int64_t> others;
        others.reserve(sync.distinct_from.size());
        for (const auto& other : sync.distinct_from) {
            others.push_back(other.value);
        }
        std::ranges::sort(others);
        found.count += members.size();
        for (std::size_t at = 0; at < others.size(); ++at) {
            const bool again = at > 0 && others[at] == others[at - 1];
            const bool member = std::ranges::binary_search(members, others[at], {},
                                                           [&](std::size_t live) { return live_[live].id; });
            found.count -= member && !again ? 1U : 0U;
        }
        std::size_t taken = 0;
        for (std::size_t at = 0; at < members.size() && taken < most_alike; ++at) {
            if (!std::ranges::binary_search(others, live_[members[at]].id)) {
                found.first.push_back(members[at]);
                ++taken;
            }
        }
    }

    const std::vector<model::live_sync>& live_;
    std::unordered_map<std::string, by_shape> index_;
};

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

void report(const manifest::declared_sync& sync, const alike& found,
            const std::vector<model::live_sync>& live, diagnostics::collector& problems) {
    std::string message = "no live sync has the label '" + sync.spec.label + "', but ";
    if (found.count == 1) {
        message += "sync " + words_of(live[found.first.front()]) +
                   " reads the same source and writes to the same object";
    } else {
        message +=
            std::to_string(found.count) + " live syncs read the same source and write to the same object: ";
        for (std::size_t at = 0; at < found.first.size(); ++at) {
            message += (at == 0 ? "" : ", ") + words_of(live[found.first[at]]);
        }
        if (found.count > most_alike) {
            message += " and " + std::to_string(found.count - most_alike) + " more";
        }
    }
    const diagnostics::span where =
        sync.at[model::attribute::label].known() ? sync.at[model::attribute::label] : sync.key.where;
    diagnostic& problem = problems.report(code::sync_renamed, where, std::move(message));
    problem.sync = sync.key.value;
    const model::live_sync& first = live[found.first.front()];
    if (found.count == 1) {
        if (!first.spec.label.empty() && !sync.at[model::attribute::label].known()) {
            problem.hints.push_back(
                "its label is its key: if the key was renamed, keep the label: add 'label: " +
                yaml_quoted(first.spec.label) + "'");
        }
        if (!first.spec.label.empty()) {
            problem.hints.push_back("if it is this sync under its old label, add 'formerly: [" +
                                    yaml_quoted(first.spec.label) + "]'");
        }
        problem.hints.push_back("to pin it whatever its label, add 'id: " + std::to_string(first.id) + "'");
        problem.hints.push_back("if it is another sync, add 'distinct_from: [" + std::to_string(first.id) +
                                "]'");
    } else {
        problem.hints.push_back("if one of them is this sync, pin it: add 'id: " + std::to_string(first.id) +
                                "', or the id of the one that is meant");
        problem.hints.emplace_back("if none is, list their ids under 'distinct_from'");
    }
    problem.hints.emplace_back("to create another sync beside it, use --allow-duplicates");
}

}  // namespace

bool look_alike(const validation::resolved_sync& declared, const model::live_sync& live) {
    const std::vector<model::live_sync> alone{live};
    const std::vector<char> unclaimed{0};
    return look_alikes(alone, unclaimed).of(declared).count > 0;
}

void report_renamed(const std::vector<validation::resolved_sync>& declared,
                    const std::vector<model::live_sync>& live, matches& found,
                    diagnostics::collector& problems) {
    const auto is_sought = [&](std::size_t at) {
        const match& here = found.declared[at];
        return here.live == no_match && !here.problem && declared[at].spec.has_value();
    };
    std::vector<std::size_t> sought;
    for (std::size_t at = 0; at < declared.size(); ++at) {
        if (is_sought(at)) {
            sought.push_back(at);
        }
    }
    if (sought.empty()) {
        return;
    }
    const look_alikes index(live, found.claimed);
    for (const std::size_t at : sought) {
        const alike those = index.of(declared[at]);
        if (those.count > 0) {
            found.declared[at].problem = true;
            report(*declared[at].declared, those, live, problems);
        }
    }
}

}  // namespace censusctl::plan
