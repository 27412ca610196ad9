#include "sandbox/today_workspace_endpoints.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <set>

#include "sandbox/today_envelope.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

std::string label_of(const std::string& type) {
    std::string label = type;
    bool start = true;
    for (char& c : label) {
        if (c == '_') {
            c = ' ';
        } else if (start && c >= 'a' && c <= 'z') {
            c = static_cast<char>(c - 'a' + 'A');
        }
        start = c == ' ';
    }
    return label;
}

/// A type of connection (section 6.5).
json::object type_row(const std::string& type) {
    json::object row{{"documentation_slug", type},
                     {"label", label_of(type)},
                     {"service_name", type},
                     {"supports_test", true},
                     {"creatable_via_api", true}};
    json::array fields;
    fields.emplace_back(json::object{{"id", "username"},
                                     {"label", "Username"},
                                     {"type", "text"},
                                     {"rules", json::array{"required"}},
                                     {"placeholder", nullptr},
                                     {"is_password_type_field", false},
                                     {"show", nullptr},
                                     {"conditionally_required", nullptr}});
    row["configuration_fields"] = json::object{{"fields", std::move(fields)}};
    return row;
}

reply listed_rows(const call& asked, const std::vector<json::object>& rows) {
    return listed(asked, rows, "asc",
                  [](const json::object& row, std::string& to) { to += json::serialize(row); });
}

std::string type_of(const source& known) {
    const json::value* type = known.row_today.if_contains("type");
    return type != nullptr && type->is_string() ? std::string(type->get_string()) : std::string();
}

}  // namespace

reply list_destination_types(const call& asked) {
    std::set<std::string> types;
    for (const destination& known : asked.space.metadata().destinations) {
        types.insert(known.type);
    }
    std::vector<json::object> rows;
    rows.reserve(types.size());
    for (const std::string& type : types) {
        rows.push_back(type_row(type));
    }
    return listed_rows(asked, rows);
}

reply list_source_types(const call& asked) {
    std::set<std::string> types;
    for (const source& known : asked.space.metadata().sources) {
        types.insert(type_of(known));
    }
    std::vector<json::object> rows;
    for (const std::string& type : types) {
        rows.push_back(type_row(type));
        rows.back()["supported_sync_engines"] = json::array{"basic", "advanced"};
        rows.back()["editable_via_api"] = true;
    }
    return listed_rows(asked, rows);
}

reply show_workspace(const call& asked) {
    return success(json::value(asked.space.metadata().workspace));
}

reply list_workspaces(const call& asked) {
    return listed_rows(asked, {asked.space.metadata().workspace});
}

reply show_workspace_key(const call& asked) {
    const auto id = read_id(asked.path[0]);
    if (!id || asked.space.metadata().workspace.at("id") != *id) {
        return today_not_found(asked);
    }
    return bare_object(json::object{{"api_key", asked.workspace_key}});
}

reply start_refresh(const call& asked) {
    return bare_object(json::object{{"refresh_key", asked.space.start_refresh()}});
}

reply show_refresh(const call& asked) {
    const auto key = read_id(query_value(asked.query, "refresh_key").value_or(""));
    const auto done = key ? asked.space.refresh_is_done(*key) : std::nullopt;
    if (!done) {
        return today_not_found(asked);
    }
    return bare_object(json::object{{"status", *done ? "completed" : "processing"}});
}

}  // namespace censusctl::sandbox
