#include "diff/compare.hpp"

#include <algorithm>
#include <utility>

#include "diff/attributes.hpp"
#include "diff/canonical_value.hpp"
#include "diff/judge.hpp"
#include "diff/mappings.hpp"
#include "diff/source_identity.hpp"

namespace censusctl::diff {
namespace {

void append_created(std::vector<field_change>& to, std::span<const sync_attribute> attributes,
                    const model::sync_spec& desired) {
    for (const sync_attribute& attribute : attributes) {
        if (!attribute.left_out(desired)) {
            to.push_back({std::string(attribute.path), nullptr, attribute.raw(desired)});
        }
    }
}

void append_forms(std::string& to, std::span<const sync_attribute> attributes, const model::sync_spec& spec) {
    for (const sync_attribute& attribute : attributes) {
        append_canonical_line(to, attribute.path, attribute.canonical(spec, spec, spec));
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
    append_created(fields, attributes_before_source(), desired);
    fields.push_back({source_object_path(desired.source), nullptr,
                      text_or_null(shown_source_object(desired.source, false))});
    append_created(fields, attributes_after_source(), desired);
    for (const model::mapping& mapping : desired.mappings) {
        const std::string path = "mappings[" + mapping.to + "].";
        fields.push_back({path + "from", nullptr, shown_from(mapping.from)});
        for (const mapping_attribute& attribute : mapping_attributes()) {
            if (!attribute.is_default(mapping)) {
                fields.push_back({path + std::string(attribute.name), nullptr, attribute.raw(mapping)});
            }
        }
    }
    return fields;
}

std::string canonical_text(const model::sync_spec& spec, const comparison_context& context) {
    std::string text;
    append_forms(text, attributes_before_source(), spec);
    append_canonical_line(text, "source.object", canonical_source_object(spec.source, spec.source));
    append_forms(text, attributes_after_source(), spec);
    std::vector<std::string> mappings;
    mappings.reserve(spec.mappings.size());
    for (const model::mapping& mapping : spec.mappings) {
        std::string& one = mappings.emplace_back();
        append_canonical_line(one, "mapping.to",
                              context.case_sensitive_fields ? mapping.to : lower_case(mapping.to));
        one += canonical_mapping(mapping);
    }
    std::sort(mappings.begin(), mappings.end());
    for (const std::string& mapping : mappings) {
        text += mapping;
    }
    return text;
}

}  // namespace censusctl::diff
