#pragma once
#include <vector>

#include "validation/metadata_check.hpp"

/// The rules that need metadata, by group; each judges the sync that the check is at. Those of a mapping are
/// given the field that it writes to.
namespace censusctl::validation {

/// source-column-unknown; metadata-missing where a model or table has no columns.
void check_columns(metadata_check& check);

/// destination-object-unsupported
void check_target(metadata_check& check);
/// field-order-unsupported
void check_field_order(metadata_check& check);
/// setting-invalid
void check_settings(metadata_check& check);
/// operation-unsupported
void check_operation(metadata_check& check);
/// primary-identifier-missing, unless the object says that the operation needs none, or the server made one.
void check_key_stated(metadata_check& check);

/// field-unknown and custom-fields-unsupported, of a mapping to a field that the object does not have.
void check_unknown_field(metadata_check& check, const manifest::declared_mapping& mapping);

/// field-not-createable, field-not-updateable
void check_writable(metadata_check& check, const manifest::declared_mapping& mapping,
                    const model::field& field);

/// field-required-missing, given the fields that are mapped.
void check_required(metadata_check& check, const std::vector<const model::field*>& mapped);

/// primary-identifier-unsupported, of the mapping that is the primary identifier.
void check_key(metadata_check& check, const manifest::declared_mapping& mapping, const model::field& field);

/// constant-type-mismatch, column-type-mismatch
void check_types(metadata_check& check, const manifest::declared_mapping& mapping, const model::field& field);

/// preserve-values-unsupported, array-operation-unsupported
void check_features(metadata_check& check, const manifest::declared_mapping& mapping,
                    const model::field& field);

/// lookup-object-mismatch, lookup-field-unknown, lookup-field-not-reference-key
void check_lookup(metadata_check& check, const manifest::declared_mapping& mapping,
                  const model::field& field);

}  // namespace censusctl::validation
