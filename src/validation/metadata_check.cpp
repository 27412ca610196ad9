#include "validation/metadata_check.hpp"

#include "text/ascii.hpp"

namespace censusctl::validation {

std::string folded(std::string_view name, bool case_sensitive) {
    return case_sensitive ? std::string(name) : text::lower_case(name);
}

diagnostics::diagnostic& metadata_check::report(diagnostics::code id, diagnostics::span where,
                                                std::string message) {
    auto& problem = problems_.report(id, where.known() ? where : declared().key.where, std::move(message));
    problem.sync = declared().key.value;
    return problem;
}

void metadata_check::report_missing(diagnostics::span where, const std::string& what) {
    if (missing_.insert(what).second) {
        report(diagnostics::code::metadata_missing, where, "the workspace lists no " + what)
            .hints.emplace_back("nothing is refused for it");
    }
}

const field_index& metadata_check::fields_of(const model::destination_object& object) {
    auto [index, fresh] = fields_.try_emplace(&object);
    if (fresh) {
        for (const auto& field : object.fields) {
            index->second.by_name.emplace(folded(field.full_name, object.allow_case_sensitive_field_names),
                                          &field);
            if (field.required_for_mapping) {
                index->second.required.push_back(&field);
            }
        }
    }
    return index->second;
}

const column_index& metadata_check::columns_of(const model::source_object& object) {
    auto [index, fresh] = columns_.try_emplace(&object);
    if (fresh) {
        for (const auto& column : object.columns) {
            index->second.emplace(column.name, &column);
        }
    }
    return index->second;
}

bool metadata_check::has_one_key() const {
    return std::ranges::count_if(declared().mappings, [](const manifest::declared_mapping& mapping) {
               return mapping.spec.is_primary_identifier;
           }) == 1;
}

std::string metadata_check::object_name() const {
    return "object '" + sync_->object->full_name + "' of '" + sync_->destination->name + "'";
}

std::string metadata_check::name_of(const model::field& field) const {
    return "field '" + field.full_name + "' of " + object_name();
}

std::vector<std::string_view> names_of(const std::vector<model::field>& fields) {
    std::vector<std::string_view> names;
    names.reserve(fields.size());
    for (const auto& field : fields) {
        names.emplace_back(field.full_name);
    }
    return names;
}

}  // namespace censusctl::validation
