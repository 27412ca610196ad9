#include "validation/metadata_rules.hpp"
#include "validation/unlisted_objects.hpp"
#include "validation/validate.hpp"

namespace censusctl::validation {
namespace {

using manifest::declared_mapping;

/// A virtual field of appended records, which no metadata lists.
bool is_append_key(const manifest::declared_sync& sync, const declared_mapping& mapping) {
    return sync.spec.operation == "append" && mapping.spec.is_primary_identifier &&
           mapping.spec.to == "unique_id";
}

void check_mapping(metadata_check& check, const declared_mapping& mapping, const model::field& field) {
    check_writable(check, mapping, field);
    // Of two keys one is too many, which is reported; the one that can be it is likely meant.
    if (mapping.spec.is_primary_identifier && check.has_one_key()) {
        check_key(check, mapping, field);
    }
    check_features(check, mapping, field);
    check_types(check, mapping, field);
    check_lookup(check, mapping, field);
}

/// Names that differ are one field where the object does not tell capitals apart; those that do not differ
/// were reported when the file was read.
class same_fields {
public:
    void add(metadata_check& check, const declared_mapping& mapping, const std::string& name) {
        const auto [first, fresh] = seen_.try_emplace(name, &mapping);
        if (fresh || first->second->spec.to == mapping.spec.to) {
            return;
        }
        check
            .report(diagnostics::code::mapping_duplicate, mapping.at[model::attribute::mapping_to],
                    "'" + mapping.spec.to + "' and '" + first->second->spec.to +
                        "' are the same field, since " + check.object_name() +
                        " does not tell capitals apart")
            .notes.push_back({first->second->at[model::attribute::mapping_to], "the first is here"});
    }

private:
    std::unordered_map<std::string, const declared_mapping*> seen_;
};

void check_object(metadata_check& check) {
    const model::destination_object& object = *check.sync().object;
    const auto& declared = check.declared();
    check_target(check);
    if (!object.can_be_destination) {
        return;
    }
    check_field_order(check);
    check_settings(check);
    check_operation(check);
    if (object.fields.empty() && check.sync().destination->is_file_system) {
        return;  // a file has the columns that are written to it
    }
    if (object.fields.empty()) {
        check.report_missing(declared.at[model::attribute::destination_object],
                             "fields of " + check.object_name());
        return;
    }
    const bool case_sensitive = object.allow_case_sensitive_field_names;
    const auto& fields = check.fields_of(object).by_name;
    same_fields seen;
    std::vector<const model::field*> mapped;
    mapped.reserve(declared.mappings.size());
    for (const declared_mapping& mapping : declared.mappings) {
        if (mapping.spec.to.empty()) {
            continue;
        }
        const std::string name = folded(mapping.spec.to, case_sensitive);
        if (!case_sensitive) {
            seen.add(check, mapping, name);
        }
        if (const auto found = fields.find(name); found != fields.end()) {
            mapped.push_back(found->second);
            check_mapping(check, mapping, *found->second);
        } else if (!is_append_key(declared, mapping)) {
            check_unknown_field(check, mapping);
        }
    }
    check_required(check, mapped);
}

}  // namespace

void check_metadata(const std::vector<resolved_sync>& syncs, diagnostics::collector& problems) {
    metadata_check check(problems);
    for (const resolved_sync& sync : syncs) {
        check.begin(sync);
        if (sync.source_object != nullptr) {
            check_columns(check);
        }
        check_key_stated(check);
        if (sync.object != nullptr) {
            check_object(check);
        } else if (sync.destination != nullptr && may_be_unlisted(*sync.destination)) {
            const std::string& object = sync.declared->spec.destination.object;
            const bool is_listed = sync.destination->objects_fetched;
            if (!object.empty()) {
                check.report_missing(sync.declared->at[model::attribute::destination_object],
                                     (is_listed ? "object '" + object + "'" : "objects") + " of '" +
                                         sync.destination->name + "'");
            }
        }
    }
}

}  // namespace censusctl::validation
