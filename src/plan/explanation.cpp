#include "plan/explanation.hpp"

#include <unordered_set>
#include <utility>

#include "model/attributes.hpp"

namespace censusctl::plan {
namespace {

using diff::attribute_comparison;
using diff::attribute_value;
using model::attribute;

constexpr std::string_view not_compared = "(not compared)";

attribute_value words_of(const model::connection_name& connection) {
    if (connection.id) {
        return *connection.id;
    }
    return connection.name;
}

attribute_value text_or_null(const std::string& text) {
    if (text.empty()) {
        return nullptr;
    }
    return text;
}

attribute_value list_or_null(const std::vector<diagnostics::located<std::string>>& words) {
    std::string text;
    for (const auto& word : words) {
        text.append(text.empty() ? "" : ", ").append(word.value);
    }
    return text_or_null(text);
}

attribute_value list_or_null(const std::vector<diagnostics::located<std::int64_t>>& ids) {
    std::string text;
    for (const auto& id : ids) {
        text.append(text.empty() ? "" : ", ").append(std::to_string(id.value));
    }
    return text_or_null(text);
}

attribute_comparison never(attribute path, attribute_value ours, attribute_value theirs, std::string rule) {
    attribute_comparison row;
    row.path.id = path;
    row.compared = false;
    row.desired_raw = std::move(ours);
    row.live_raw = std::move(theirs);
    row.desired_canonical = not_compared;
    row.live_canonical = not_compared;
    row.rule = std::move(rule);
    return row;
}

}  // namespace

diff::comparison_context comparison_of(const validation::resolved_sync& sync) {
    diff::comparison_context context;
    if (sync.object != nullptr) {
        context.case_sensitive_fields = sync.object->allow_case_sensitive_field_names;
    }
    return context;
}

std::vector<attribute_comparison> explain_sync(const validation::resolved_sync& sync,
                                               const model::live_sync& live) {
    std::vector<attribute_comparison> rows = diff::explain(*sync.spec, live.spec, comparison_of(sync));
    const manifest::declared_sync& said = *sync.declared;
    for (attribute_comparison& row : rows) {
        if (row.path.id == attribute::source_connection) {
            row.desired_raw = words_of(said.source.connection.value);
        } else if (row.path.id == attribute::destination_connection) {
            row.desired_raw = words_of(said.destination.connection.value);
        } else if (row.path.id == attribute::source_object && said.source.object.value.id &&
                   !diff::is_null(row.desired_raw)) {
            row.desired_raw = *said.source.object.value.id;
        }
    }
    return rows;
}

std::vector<attribute_comparison> explain_never_compared(const validation::resolved_sync& sync,
                                                         const model::live_sync& live) {
    const manifest::declared_sync& said = *sync.declared;
    attribute_value pinned = nullptr;
    if (said.id) {
        pinned = said.id->value;
    }
    const std::string record = "Not compared: the server's own record, which no file can state.";
    std::vector<attribute_comparison> rows;
    rows.push_back(never(attribute::id, std::move(pinned), live.id,
                         "Not compared: it tells which live sync is meant, and is no attribute of it."));
    rows.push_back(never(attribute::formerly, list_or_null(said.formerly), nullptr,
                         "Not compared: it lists labels under which the live sync may still be found."));
    rows.push_back(never(attribute::distinct_from, list_or_null(said.distinct_from), nullptr,
                         "Not compared: it lists live syncs that look like this one, and are others."));
    rows.push_back(never(attribute::protect, said.protect, nullptr,
                         "Not compared: it tells `apply` never to delete nor replace the sync; the workspace "
                         "has no such attribute."));
    rows.push_back(never(attribute::run, text_or_null(said.run.value), nullptr,
                         "Not compared: it tells `apply` when to trigger the sync; the workspace has no such "
                         "attribute."));
    rows.push_back(never(attribute::after, list_or_null(said.after), nullptr,
                         "Not compared: it tells `apply` what to wait for; the workspace has no such "
                         "attribute."));
    rows.push_back(never(attribute::status, nullptr, text_or_null(live.status), record));
    rows.push_back(never(attribute::created_at, nullptr, text_or_null(live.created_at), record));
    rows.push_back(never(attribute::updated_at, nullptr, text_or_null(live.updated_at), record));
    return rows;
}

std::vector<attribute_comparison> explain_workspace_only(const model::live_sync& live) {
    std::vector<attribute_comparison> rows;
    for (const model::kept_member& member : live.kept.members) {
        attribute_comparison& row =
            rows.emplace_back(never(attribute::label, nullptr, member.json,
                                    "Not compared: no file has a word for it. It is the workspace's, and "
                                    "goes back unchanged when what "
                                    "it stands in is written."));
        row.path.part = model::path_of(member);
    }
    return rows;
}

std::vector<std::string> fields_of(const std::vector<attribute_comparison>& rows) {
    std::vector<std::string> names;
    std::unordered_set<std::string> seen;
    const auto add = [&](std::string_view name) {
        if (!name.empty() && seen.emplace(name).second) {
            names.emplace_back(name);
        }
    };
    for (const attribute_comparison& row : rows) {
        const std::string path = to_string(row.path);
        if (model::is_of_mapping(row.path.id)) {
            add("mappings");
            add(diff::mapping_text(row.path.part));
        } else {
            const std::size_t dot = path.find('.');
            add(dot == std::string::npos ? std::string_view() : std::string_view(path).substr(0, dot));
        }
        add(path);
    }
    return names;
}

}  // namespace censusctl::plan
