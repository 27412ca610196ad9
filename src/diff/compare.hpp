#pragma once
#include <string>
#include <vector>

#include "diff/attribute_value.hpp"
#include "model/sync.hpp"

namespace censusctl::diff {

/// One attribute that differs.
struct field_change {
    attribute_path path;
    attribute_value before;  ///< live
    attribute_value after;   ///< desired
    friend bool operator==(const field_change&, const field_change&) = default;
};

/// One attribute with how it was judged, for `explain-diff`.
struct attribute_comparison {
    attribute_path path;
    attribute_value desired_raw;
    attribute_value live_raw;
    std::string desired_canonical;
    std::string live_canonical;
    bool equal{true};
    bool compared{true};  ///< false: held equal without a look
    std::string rule;     ///< one sentence: why these are held equal or different
};

/// What the comparison must know of the destination object.
struct comparison_context {
    bool case_sensitive_fields{true};  ///< allow_case_sensitive_field_names
};

/// The attributes in which `live` must change to become `desired`, compared in canonical form (contract,
/// section 5), in the fixed order of the file format, mappings by the desired order, then those that only the
/// live sync has. Empty exactly when the two mean the same.
[[nodiscard]] std::vector<field_change> compare(const model::sync_spec& desired, const model::sync_spec& live,
                                                const comparison_context& context);

/// Every attribute of both sides with the rule that decided. Its unequal rows are those of `compare`.
[[nodiscard]] std::vector<attribute_comparison> explain(const model::sync_spec& desired,
                                                        const model::sync_spec& live,
                                                        const comparison_context& context);

/// All attributes of a sync to be created, `before` null; those that the server would fill in by default are
/// left out.
[[nodiscard]] std::vector<field_change> creation(const model::sync_spec& desired);

/// A stable text of a sync's canonical form: equal exactly when `compare` is empty. Used for fingerprints.
/// It speaks of one sync alone, so it is stricter than `compare` where that lets one side leave things out: a
/// source without id or connection, an attribute that is left as the workspace has it, and the mappings that
/// the server adds under sync_all_properties all count here.
[[nodiscard]] std::string canonical_text(const model::sync_spec& spec, const comparison_context& context);

}  // namespace censusctl::diff
