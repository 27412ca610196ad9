#include "plan/fingerprint.hpp"

#include <algorithm>
#include <string_view>

#include "text/digest.hpp"

namespace censusctl::plan {
namespace {

/// Every text with its length, so that no two contents give the same bytes.
void append(std::string& to, std::string_view text) {
    to.append(std::to_string(text.size())).append(":").append(text);
}

void append_value(std::string& to, const diff::attribute_value& value) {
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

}  // namespace

std::string action_content(const change& one) {
    std::string content;
    append(content, one.id());
    append(content, one.label);
    append(content, one.sync_id ? std::to_string(*one.sync_id) : std::string());
    append(content, to_string(one.why));
    append(content, one.live_fingerprint);
    std::vector<std::string> before = one.depends_on;
    std::sort(before.begin(), before.end());
    append(content, std::to_string(before.size()));
    for (const std::string& action : before) {
        append(content, action);
    }
    std::vector<std::string> fields;
    fields.reserve(one.fields.size());
    for (const diff::field_change& field : one.fields) {
        std::string& text = fields.emplace_back();
        append(text, field.path);
        append_value(text, field.before);
        append_value(text, field.after);
    }
    std::sort(fields.begin(), fields.end());  // mappings stand in file order, which means nothing
    append(content, std::to_string(fields.size()));
    for (const std::string& field : fields) {
        append(content, field);
    }
    append(content,
           one.what == action::trigger ? std::string() : diff::canonical_text(one.desired, one.context));
    return content;
}

std::string live_fingerprint(const model::live_sync& live, const diff::comparison_context& context) {
    return text::sha256("id=" + std::to_string(live.id) + '\n' + diff::canonical_text(live.spec, context));
}

std::string content_id(const plan& whole) {
    std::vector<std::string> changes;
    changes.reserve(whole.changes.size());
    for (const change& one : whole.changes) {
        changes.push_back(action_content(one));
    }
    std::sort(changes.begin(), changes.end());
    std::string content;
    append(content, whole.base_url);
    append(content, whole.api);
    for (const std::string& one : changes) {
        append(content, one);
    }
    return text::sha256(content);
}

}  // namespace censusctl::plan
