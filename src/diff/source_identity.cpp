#include "diff/source_identity.hpp"

namespace censusctl::diff {
namespace {

bool is_named(const model::data_source& source) noexcept {
    if (source.type != "table") {
        return !source.name.empty();
    }
    return !source.table.catalog.empty() || !source.table.schema.empty() || !source.table.name.empty();
}

/// A part with a dot or a quote, or an empty one, is quoted, so that no two tables are shown alike.
std::string shown_part(const std::string& part) {
    if (!part.empty() && part.find_first_of(".\"") == std::string::npos) {
        return part;
    }
    std::string quoted = "\"";
    for (const char character : part) {
        quoted.append(character == '"' ? 2 : 1, character);
    }
    return quoted + '"';
}

std::string shown_table(const model::table_name& table) {
    return shown_part(table.catalog) + '.' + shown_part(table.schema) + '.' + shown_part(table.name);
}

bool share_a_known_connection(const model::data_source& left, const model::data_source& right) noexcept {
    return left.connection_id.known() && left.connection_id == right.connection_id;
}

/// Whether the two are judged by name rather than by id.
bool judged_by_name(const model::data_source& left, const model::data_source& right) noexcept {
    if (!left.id || !right.id) {
        return true;
    }
    return left.type == "table" && is_named(left) && left.table == right.table &&
           share_a_known_connection(left, right);
}

/// Whether the two are the two names of one thing: a model, and the dataset that it became.
bool are_twins(const model::data_source& model, const model::data_source& dataset) noexcept {
    return model.type == "model" && dataset.type == "dataset" && model.dataset_id && dataset.id &&
           *model.dataset_id == *dataset.id;
}

bool same_name(const model::data_source& left, const model::data_source& right) noexcept {
    return left.type == "table" ? left.table == right.table : left.name == right.name;
}

}  // namespace

bool same_source_connection(const model::data_source& left, const model::data_source& right) noexcept {
    return left.connection_id == right.connection_id || !left.connection_id.known() ||
           !right.connection_id.known();
}

bool same_source_object(const model::data_source& left, const model::data_source& right) noexcept {
    if (left.type != right.type) {
        return are_twins(left, right) || are_twins(right, left);
    }
    if (judged_by_name(left, right) && (is_named(left) || is_named(right))) {
        return same_name(left, right);
    }
    return left.id == right.id;
}

std::string canonical_source_object(const model::data_source& self, const model::data_source& other) {
    if (self.type != other.type && (are_twins(self, other) || are_twins(other, self))) {
        return "dataset id " + std::to_string(self.type == "dataset" ? *self.id : *self.dataset_id);
    }
    std::string canonical = self.type;
    if (is_named(self) && judged_by_name(self, other)) {
        return canonical + ' ' + (self.type == "table" ? shown_table(self.table) : self.name);
    }
    if (self.id) {
        return canonical + " id " + std::to_string(*self.id);
    }
    return canonical;
}

std::string shown_source_object(const model::data_source& source, bool with_id) {
    std::string shown;
    if (source.type == "table" && is_named(source)) {
        shown = shown_table(source.table);
    } else if (source.type != "table") {
        shown = source.name;
    }
    if (!source.id) {
        return shown;
    }
    std::string id = "id " + std::to_string(*source.id);
    if (shown.empty()) {
        return id;
    }
    return with_id ? shown + " (" + id + ")" : shown;
}

attribute_path source_object_path(const model::data_source& source) {
    return {model::attribute::source_object, source.type};
}

attribute_value object_or_null(const model::data_source& source, bool with_id) {
    std::string shown = shown_source_object(source, with_id);
    if (shown.empty()) {
        return nullptr;
    }
    return shown;
}

}  // namespace censusctl::diff
