#include "plan/unpatchable.hpp"

#include <algorithm>
#include <string>

#include "model/attributes.hpp"
#include "plan/server_keys.hpp"
#include "plan/update_keys.hpp"

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

}  // namespace

std::string why_unpatchable(const std::vector<diff::field_change>& fields, const model::live_sync& live,
                            std::string_view destination_type, const model::capabilities& can) {
    if (!live.not_understood.empty()) {
        return "it is not understood, and left as it is: " + live.not_understood;
    }
    const std::vector<attribute> keys = update_keys(fields);
    if (live.kept.mode == "live" && std::ranges::any_of(keys, is_mode)) {
        return "it is a live sync, of which none can be made any more: what starts it is not touched";
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
