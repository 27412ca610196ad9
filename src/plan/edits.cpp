#include "plan/edits.hpp"

#include <span>
#include <string_view>

#include "model/attributes.hpp"

namespace censusctl::plan {
namespace {

using diff::field_change;

using model::attribute;

std::string set(std::string_view what, const field_change& change) {
    if (diff::is_null(change.after)) {
        return "clear " + std::string(what) + ", which is " + in_words(change.before);
    }
    const std::string after = in_words(change.after);
    if (diff::is_null(change.before)) {
        return "set " + std::string(what) + " to " + after;
    }
    return "set " + std::string(what) + " from " + in_words(change.before) + " to " + after;
}

std::string open_step(const model::live_sync& live) {
    const std::string& label = live.spec.label;
    return "in Census, open the sync " + (label.empty() ? "without a label" : "'" + label + "'") + " (id " +
           std::to_string(live.id) + ")";
}

/// The changes of one mapping, which stand together.
std::string mapping_step(std::span<const field_change> changes) {
    const field_change& first = changes.front();
    const std::string field = "'" + first.path.part + "'";
    const bool is_from = first.path.id == attribute::mapping_from;
    if (is_from && diff::is_null(first.after)) {
        return "remove the mapping of " + in_words(first.before) + " to " + field;
    }
    if (is_from && diff::is_null(first.before)) {
        std::string step = "add a mapping of " + in_words(first.after) + " to " + field;
        for (std::size_t at = 1; at < changes.size(); ++at) {
            step += at == 1 ? " with " : ", ";
            step += std::string(model::path_of(changes[at].path.id)) + " " + in_words(changes[at].after);
        }
        return step;
    }
    std::string step = "in the mapping to " + field + ", ";
    for (const field_change& change : changes) {
        if (&change != &first) {
            step += ", ";
        }
        switch (change.path.id) {
            case attribute::mapping_from:
                step += "change the source from " + in_words(change.before) + " to " + in_words(change.after);
                break;
            case attribute::constant_value:
                step += set("the constant", change);
                break;
            case attribute::constant_type:
                step += set("the constant's type", change);
                break;
            default:
                step += set(model::path_of(change.path.id), change);
        }
    }
    return step;
}

}  // namespace

std::string in_words(const diff::attribute_value& value) {
    if (const auto* from = std::get_if<model::mapping_source>(&value)) {
        if (const auto* column = std::get_if<model::column_source>(from)) {
            return "'" + column->name + "'";
        }
        const std::string text = diff::document_text(*from);
        return std::holds_alternative<model::constant_source>(*from) ? text : "'" + text + "'";
    }
    const diff::document_value plain = diff::in_document(value);
    if (const bool* flag = std::get_if<bool>(&plain)) {
        return *flag ? "true" : "false";
    }
    if (const std::int64_t* number = std::get_if<std::int64_t>(&plain)) {
        return std::to_string(*number);
    }
    if (const std::string* text = std::get_if<std::string>(&plain)) {
        return "'" + *text + "'";
    }
    return "null";
}

std::vector<std::string> delete_by_hand(const model::live_sync& live) {
    return {open_step(live), "delete it"};
}

std::vector<std::string> edits_by_hand(const model::live_sync& live,
                                       const std::vector<field_change>& fields) {
    std::vector<std::string> steps{open_step(live)};
    for (std::size_t at = 0; at < fields.size();) {
        const diff::attribute_path& path = fields[at].path;
        std::size_t end = at + 1;
        if (!model::is_of_mapping(path.id)) {
            steps.push_back(set(to_string(path), fields[at]));
        } else {
            // Several mappings to one field each begin with their source.
            while (end < fields.size() && model::is_of_mapping(fields[end].path.id) &&
                   fields[end].path.part == path.part && fields[end].path.id != attribute::mapping_from) {
                ++end;
            }
            steps.push_back(mapping_step(std::span(fields).subspan(at, end - at)));
        }
        at = end;
    }
    return steps;
}

}  // namespace censusctl::plan
