#include "plan/unpatchable.hpp"

#include <algorithm>
#include <string>

#include "model/attributes.hpp"
#include "model/server_made.hpp"
#include "model/vocabulary.hpp"
#include "plan/server_keys.hpp"
#include "plan/update_keys.hpp"
#include "text/ascii.hpp"

namespace censusctl::plan {
namespace {

using model::attribute;

/// What the API never changes of a sync to Braze, or of one that deletes.
bool is_fixed(attribute key) {
    return key == attribute::operation || key == attribute::source || key == attribute::destination;
}

bool is_mode(attribute key) {
    return key == attribute::schedule || key == attribute::triggers;
}

/// The live mapping whose kind of source is not known, and that no file names: it can neither be written,
/// since the API lets nobody make one (census-api-today 4.3), nor left out of a list that is replaced whole.
const model::mapping* unwritable_mapping(const std::vector<diff::field_change>& fields,
                                         const model::live_sync& live) {
    const auto found = std::ranges::find_if(live.spec.mappings, [&](const model::mapping& row) {
        return model::is_of_unknown_kind(row) &&
               std::ranges::none_of(fields, [&](const diff::field_change& field) {
                   return field.path.id == attribute::mapping_from &&
                          text::same_but_for_case(field.path.part, row.to);
               });
    });
    return found == live.spec.mappings.end() ? nullptr : &*found;
}

}  // namespace

std::string why_unpatchable(const std::vector<diff::field_change>& fields, const model::live_sync& live,
                            std::string_view destination_type, const model::capabilities& can) {
    if (!live.not_understood.empty()) {
        return "it is not understood, and left as it is: " + live.not_understood;
    }
    const std::vector<attribute> keys = update_keys(fields);
    if (model::has_odd_mode(live.kept) && std::ranges::any_of(keys, is_mode)) {
        return (live.kept.mode == "live" ? "it is a live sync, of which none can be made any more"
                                         : "its mode is '" + live.kept.mode + "', which is not known here") +
               std::string(": what starts it is not touched");
    }
    // Without a kind it is what is left of a source that was deleted.
    if (const std::string& kind = live.spec.source.type;
        !kind.empty() && !model::vocabulary::contains(model::vocabulary::source_kinds, kind) &&
        std::ranges::find(keys, attribute::source) != keys.end()) {
        return "it reads from a source of kind '" + kind +
               "', which is not known here: where it reads is not touched";
    }
    if (const model::mapping* row = unwritable_mapping(fields, live);
        row != nullptr && std::ranges::find(keys, attribute::mappings) != keys.end()) {
        return "its mapping of '" + row->to +
               "' is of a kind that is not known here, and would be lost if the others were written";
    }
    const bool is_braze = destination_type == "braze";
    if ((is_braze || live.spec.operation == "delete") && std::ranges::any_of(keys, is_fixed)) {
        return std::string("the API does not change operation, source or destination of a sync ") +
               (is_braze ? "to Braze" : "that deletes");
    }
    if (has_compound_key(live) && std::ranges::any_of(fields, is_of_key)) {
        return "its key is made of several columns, which the workspace keeps: no other can be stated beside "
               "it";
    }
    const auto fixed = std::ranges::find_if(keys, [&](attribute key) { return !can.can_change(key); });
    if (fixed != keys.end()) {
        return "the API of generation " + std::string(can.generation) + " cannot change '" +
               std::string(model::path_of(*fixed)) + "'";
    }
    return {};
}

}  // namespace censusctl::plan
