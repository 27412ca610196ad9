#include "diagnostics/codes.hpp"

#include <algorithm>
#include <array>

namespace censusctl::diagnostics {
namespace {

constexpr std::array<code_info, code_count> all_codes{{
#define X(name, slug, level, title) {code::name, slug, severity::level, title},
#include "diagnostics/codes.def"
#undef X
}};

}  // namespace

std::string_view to_string(severity level) noexcept {
    switch (level) {
        case severity::error:
            return "error";
        case severity::warning:
            return "warning";
        case severity::note:
            return "note";
    }
    return "error";
}

const code_info& info(code id) noexcept {
    return all_codes[static_cast<std::size_t>(id)];
}

std::optional<code> find_code(std::string_view slug) noexcept {
    const auto* found = std::find_if(all_codes.begin(), all_codes.end(),
                                     [&](const code_info& candidate) { return candidate.slug == slug; });
    if (found == all_codes.end()) {
        return std::nullopt;
    }
    return found->id;
}

std::string_view group_of(code id) noexcept {
    struct group {
        code first;
        std::string_view name;
    };
    static constexpr std::array groups{
        group{code::yaml_syntax, "YAML"},
        group{code::key_unknown, "structure"},
        group{code::source_connection_unknown, "source"},
        group{code::destination_connection_unknown, "destination"},
        group{code::primary_identifier_missing, "key"},
        group{code::field_unknown, "mapping"},
        group{code::lookup_incomplete, "lookup"},
        group{code::schedule_day_missing, "schedule"},
        group{code::after_unknown, "order"},
        group{code::label_ambiguous, "identity"},
        group{code::attribute_unsupported, "generation"},
        group{code::metadata_missing, "metadata"},
        group{code::limit_exceeded, "policy"},
        group{code::host_changed, "trust"},
    };
    std::string_view found;
    for (const group& item : groups) {
        if (item.first <= id) {
            found = item.name;
        }
    }
    return found;
}

bool is_fixed(code id) noexcept {
    switch (id) {
        case code::file_unreadable:
        case code::yaml_syntax:
        case code::yaml_encoding:
        case code::yaml_duplicate_key:
        case code::yaml_multiple_documents:
        case code::yaml_limit:
        case code::key_unknown:
        case code::key_missing:
        case code::type_mismatch:
        case code::value_invalid:
        case code::sync_duplicate:
        case code::label_duplicate:
        case code::mapping_duplicate:
        case code::manifest_empty:
        case code::variable_unknown:
        case code::environment_unknown:
        case code::source_connection_unknown:
        case code::source_connection_ambiguous:
        case code::source_object_unknown:
        case code::destination_connection_unknown:
        case code::destination_connection_ambiguous:
        case code::destination_object_unknown:
        case code::destination_object_unsupported:
        case code::lock_entry_missing:
        case code::after_cycle:
        case code::trigger_sync_unknown:
        case code::trigger_cycle:
        case code::attribute_unsupported:
        case code::label_ambiguous:
        case code::id_unknown:
        case code::sync_renamed:
        case code::removed_still_declared:
            return true;
        default:
            return false;
    }
}

level_refusal why_no_level(code id, bool to_error) noexcept {
    if (id == code::limit_exceeded) {
        return {"has no level to be changed",
                "change `policy: limits`, or let one apply pass with --override-limits"};
    }
    if (id == code::workspace_drift) {
        return {"has no level to be changed",
                "change `policy: drift`, or decide for one run with --drift overwrite or --drift keep"};
    }
    if (id == code::problems_ignored) {
        return {"has no level to be changed", "it counts what rules and flags ignore"};
    }
    if (!to_error && id == code::outside_ownership) {
        return {"cannot be made less than an error",
                "change `policy: ownership`, or move the sync to the files that own it"};
    }
    if (!to_error && is_fixed(id)) {
        return {"cannot be made less than an error", "without what it speaks of there is nothing to plan"};
    }
    return {};
}

}  // namespace censusctl::diagnostics
