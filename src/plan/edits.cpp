#include "plan/edits.hpp"

#include <span>
#include <string_view>

namespace censusctl::plan {
namespace {

using diff::field_change;

constexpr std::string_view mapping_start = "mappings[";

bool is_null(const diff::attribute_value& value) {
    return std::holds_alternative<std::nullptr_t>(value);
}

std::string_view attribute_of(std::string_view path) {
    return path.substr(mapping_of(path).size() + 1);
}

std::string_view field_of(std::string_view mapping) {
    return mapping.substr(mapping_start.size(), mapping.size() - mapping_start.size() - 1);
}

std::string from_in_words(const diff::attribute_value& from) {
    const std::string* text = std::get_if<std::string>(&from);
    if (text != nullptr && text->rfind("constant '", 0) == 0) {
        return *text;
    }
    return in_words(from);
}

std::string set(std::string_view what, const field_change& change) {
    if (is_null(change.after)) {
        return "clear " + std::string(what) + ", which is " + in_words(change.before);
    }
    const std::string after = in_words(change.after);
    if (is_null(change.before)) {
        return "set " + std::string(what) + " to " + after;
    }
    return "set " + std::string(what) + " from " + in_words(change.before) + " to " + after;
}

/// The changes of one mapping, which stand together.
std::string mapping_step(std::string_view mapping, std::span<const field_change> changes) {
    const std::string field = "'" + std::string(field_of(mapping)) + "'";
    const field_change& first = changes.front();
    const bool is_from = attribute_of(first.path) == "from";
    if (is_from && is_null(first.after)) {
        return "remove the mapping of " + from_in_words(first.before) + " to " + field;
    }
    if (is_from && is_null(first.before)) {
        std::string step = "add a mapping of " + from_in_words(first.after) + " to " + field;
        for (std::size_t at = 1; at < changes.size(); ++at) {
            step += at == 1 ? " with " : ", ";
            step += std::string(attribute_of(changes[at].path)) + " " + in_words(changes[at].after);
        }
        return step;
    }
    std::string step = "in the mapping to " + field + ", ";
    for (const field_change& change : changes) {
        if (&change != &first) {
            step += ", ";
        }
        const std::string_view attribute = attribute_of(change.path);
        if (attribute == "from") {
            step += "change the source from " + from_in_words(change.before) + " to " +
                    from_in_words(change.after);
        } else if (attribute == "from.value" || attribute == "from.type") {
            step += set(attribute == "from.value" ? "the constant" : "the constant's type", change);
        } else {
            step += set(attribute, change);
        }
    }
    return step;
}

}  // namespace

std::string_view mapping_of(std::string_view path) noexcept {
    if (path.substr(0, mapping_start.size()) != mapping_start) {
        return {};
    }
    // A field's name may itself hold brackets; an attribute's never does.
    const std::size_t end = path.rfind("].");
    return end == std::string_view::npos ? std::string_view() : path.substr(0, end + 1);
}

std::string in_words(const diff::attribute_value& value) {
    if (const bool* flag = std::get_if<bool>(&value)) {
        return *flag ? "true" : "false";
    }
    if (const std::int64_t* number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    if (const std::string* text = std::get_if<std::string>(&value)) {
        return "'" + *text + "'";
    }
    return "null";
}

std::vector<std::string> edits_by_hand(const model::live_sync& live,
                                       const std::vector<field_change>& fields) {
    std::vector<std::string> steps;
    const std::string& label = live.spec.label;
    steps.push_back("in Census, open the sync " + (label.empty() ? "without a label" : "'" + label + "'") +
                    " (id " + std::to_string(live.id) + ")");
    for (std::size_t at = 0; at < fields.size();) {
        const std::string_view mapping = mapping_of(fields[at].path);
        std::size_t end = at + 1;
        if (mapping.empty()) {
            steps.push_back(set(fields[at].path, fields[at]));
        } else {
            // Several mappings to one field each begin with their source.
            while (end < fields.size() && mapping_of(fields[end].path) == mapping &&
                   attribute_of(fields[end].path) != "from") {
                ++end;
            }
            steps.push_back(mapping_step(mapping, std::span(fields).subspan(at, end - at)));
        }
        at = end;
    }
    return steps;
}

}  // namespace censusctl::plan
