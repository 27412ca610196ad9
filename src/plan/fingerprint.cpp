#include "plan/fingerprint.hpp"

#include <algorithm>
#include <string_view>

#include "plan/not_understood.hpp"
#include "text/digest.hpp"

namespace censusctl::plan {
namespace {

/// Every text with its length, so that no two contents give the same bytes.
void append(std::string& to, std::string_view text) {
    to.append(std::to_string(text.size())).append(":").append(text);
}

void append_value(std::string& to, const diff::attribute_value& typed) {
    const diff::document_value value = diff::in_document(typed);
    if (const bool* flag = std::get_if<bool>(&value)) {
        to += *flag ? "true" : "false";
    } else if (const std::int64_t* number = std::get_if<std::int64_t>(&value)) {
        to.append("#").append(std::to_string(*number));
    } else if (const std::string* text = std::get_if<std::string>(&value)) {
        append(to, std::string_view(*text));
    } else {
        to += "null";
    }
}

/// What was not known is not named either, so that plans of older versions keep their ids.
void append_workspace(std::string& to, const workspace_identity& workspace) {
    append(to, workspace.base_url);
    append(to, workspace.api);
    if (!workspace.environment.empty()) {
        append(to, "environment");
        append(to, workspace.environment);
    }
    if (workspace.id) {
        append(to, "workspace");
        append(to, std::to_string(*workspace.id));
    } else if (workspace.connections) {
        append(to, "connections");
        append(to, workspace.digest());
    }
}

}  // namespace

std::string action_content(const change& change) {
    std::string content;
    append(content, change.id());
    append(content, change.label);
    append(content, change.sync_id ? std::to_string(*change.sync_id) : std::string());
    append(content, to_string(change.why));
    append(content, change.live_fingerprint);
    std::vector<std::string> before = change.depends_on;
    std::sort(before.begin(), before.end());
    append(content, std::to_string(before.size()));
    for (const std::string& action : before) {
        append(content, action);
    }
    std::vector<std::string> fields;
    fields.reserve(change.fields.size());
    for (const diff::field_change& field : change.fields) {
        std::string& text = fields.emplace_back();
        append(text, to_string(field.path));
        append_value(text, field.before);
        append_value(text, field.after);
    }
    std::sort(fields.begin(), fields.end());  // mappings stand in file order, which means nothing
    append(content, std::to_string(fields.size()));
    for (const std::string& field : fields) {
        append(content, field);
    }
    append(content, change.what == action::trigger ? std::string()
                                                   : diff::canonical_text(change.desired, change.context));
    for (const unmanaged_sync& follower : change.followers) {
        append(content, std::to_string(follower.sync_id));
    }
    return content;
}

std::string live_fingerprint(const model::live_sync& live, const diff::comparison_context& context) {
    std::string content = "id=" + std::to_string(live.id) + '\n' + diff::canonical_text(live.spec, context);
    // What a fresh plan would refuse to write, or to replace.
    if (model::has_odd_mode(live.kept)) {
        content.append("\nmode: ").append(live.kept.mode);
    }
    for (const model::kept_member& member : live.kept.members) {
        if (member.place == model::kept_place::triggers || member.place == model::kept_place::alerts) {
            content.append("\nhas ").append(model::path_of(member));
        }
    }
    // One that was understood when the plan was made, and is not any more, is another.
    if (!is_understood(live)) {
        content.append("\nnot understood: ").append(live.not_understood);
    }
    return text::sha256(content);
}

std::string content_id(const plan& whole) {
    std::vector<std::string> changes;
    changes.reserve(whole.changes.size());
    for (const change& change : whole.changes) {
        changes.push_back(action_content(change));
    }
    std::sort(changes.begin(), changes.end());
    std::string content;
    append_workspace(content, whole.workspace);
    for (const std::string& text : changes) {
        append(content, text);
    }
    return text::sha256(content);
}

}  // namespace censusctl::plan
