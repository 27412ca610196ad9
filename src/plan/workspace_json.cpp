#include "plan/workspace_json.hpp"

namespace censusctl::plan {

void encode_groups(json::writer& to, const workspace_identity& workspace) {
    if (workspace.groups.empty()) {
        return;
    }
    to.key("group_ids").begin_array(json::layout::one_line);
    for (const std::string& group : workspace.groups) {
        to.value(group);
    }
    to.end_array();
}

void encode_workspace(json::writer& to, const workspace_identity& workspace) {
    to.begin_object();
    to.member("base_url", workspace.base_url);
    to.member("api", workspace.api);
    if (!workspace.environment.empty()) {
        to.member("environment", workspace.environment);
    }
    encode_groups(to, workspace);
    if (workspace.id) {
        to.member("id", *workspace.id);
    }
    if (workspace.connections) {
        to.key("connections");
        to.begin_array();
        for (const bound_connection& connection : *workspace.connections) {
            to.begin_object(json::layout::one_line);
            to.member("kind", connection.kind);
            to.member("id", connection.id);
            to.member("name", connection.name);
            to.end_object();
        }
        to.end_array();
    }
    to.end_object();
}

workspace_identity decode_workspace(const json::reader& from) {
    workspace_identity workspace;
    workspace.base_url = from.required_text("base_url");
    workspace.api = from.required_text("api");
    workspace.environment = from.text("environment");
    from.each("group_ids", [&](const json::reader& group) { workspace.groups.push_back(group.as_text()); });
    workspace.id = from.id("id");
    if (from.look("connections") == json::presence::present) {
        workspace.connections.emplace();
        from.required_each("connections", [&](const json::reader& row) {
            workspace.connections->push_back(
                {row.required_text("kind"), row.required_text("id"), row.text("name")});
        });
    }
    return workspace;
}

}  // namespace censusctl::plan
