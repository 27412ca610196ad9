#include "diff/compare.hpp"

#include <algorithm>
#include <utility>

#include "diff/attributes.hpp"
#include "diff/canonical_value.hpp"
#include "diff/judge.hpp"
#include "diff/mappings.hpp"
#include "diff/source_identity.hpp"
#include "model/attributes.hpp"
#include "text/ascii.hpp"

namespace censusctl::diff {
namespace {

/// Adds what a new sync has at first: all that the server would not fill in by itself.
void append_created(std::vector<field_change>& to, const model::mapping& mapping) {
    to.push_back({{model::attribute::mapping_from, mapping.to}, nullptr, mapping.from});
    for (const mapping_attribute& attribute : mapping_attributes()) {
        if (!attribute.is_default(mapping)) {
            to.push_back({{attribute.id, mapping.to}, nullptr, attribute.raw(mapping)});
        }
    }
}

}  // namespace

std::vector<field_change> compare(const model::sync_spec& desired, const model::sync_spec& live,
                                  const comparison_context& context) {
    std::vector<attribute_comparison> rows = judge(desired, live, context, detail::differences);
    std::vector<field_change> changes;
    changes.reserve(rows.size());
    for (attribute_comparison& row : rows) {
        changes.push_back({std::move(row.path), std::move(row.live_raw), std::move(row.desired_raw)});
    }
    return changes;
}

std::vector<attribute_comparison> explain(const model::sync_spec& desired, const model::sync_spec& live,
                                          const comparison_context& context) {
    return judge(desired, live, context, detail::everything);
}

std::vector<field_change> creation(const model::sync_spec& desired) {
    std::vector<field_change> fields;
    for (const sync_attribute& attribute : attributes()) {
        if (!attribute.left_out(desired)) {
            fields.push_back({{attribute.id, {}}, nullptr, attribute.raw(desired)});
        }
        if (attribute.id == model::attribute::source_connection) {
            fields.push_back({source_object_path(desired.source), nullptr, object_or_null(desired.source)});
        }
    }
    for (const model::mapping& mapping : desired.mappings) {
        append_created(fields, mapping);
    }
    return fields;
}

std::string canonical_text(const model::sync_spec& spec, const comparison_context& context) {
    std::string text;
    for (const sync_attribute& attribute : attributes()) {
        if (!model::is_later(attribute.id) || !is_null(attribute.raw(spec))) {
            append_canonical_line(text, model::path_of(attribute.id), attribute.canonical(spec, spec, spec));
        }
        if (attribute.id == model::attribute::source_connection) {
            append_canonical_line(text, "source.object", canonical_source_object(spec.source, spec.source));
        }
    }
    std::vector<std::string> mappings;
    mappings.reserve(spec.mappings.size());
    for (const model::mapping& mapping : spec.mappings) {
        if (is_added_key(mapping)) {
            continue;
        }
        std::string& lines = mappings.emplace_back();
        append_canonical_line(lines, "mapping.to",
                              context.case_sensitive_fields ? mapping.to : text::lower_case(mapping.to));
        lines += canonical_mapping(mapping, true);
    }
    if (spec.field_order != "mapping_order") {
        std::sort(mappings.begin(), mappings.end());
    }
    for (const std::string& mapping : mappings) {
        text += mapping;
    }
    return text;
}

}  // namespace censusctl::diff
