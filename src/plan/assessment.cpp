#include "plan/assessment.hpp"

#include <algorithm>
#include <string_view>

#include "plan/not_understood.hpp"
#include "plan/replacement.hpp"
#include "plan/unpatchable.hpp"

namespace censusctl::plan {
namespace {

constexpr std::string_view braze = "braze";

/// The service's word. A sync to Braze is one of those that do not change whether it comes from there or is
/// to go there.
std::string_view destination_type(const validation::resolved_sync& sync, const model::live_sync& live,
                                  const model::catalogue* metadata) {
    if (metadata != nullptr) {
        const auto there = std::ranges::find(metadata->destinations, live.spec.destination.connection_id,
                                             &model::destination_connection::id);
        if (there != metadata->destinations.end() && there->type == braze) {
            return there->type;
        }
    }
    return sync.destination == nullptr ? std::string_view() : std::string_view(sync.destination->type);
}

}  // namespace

diff::comparison_context context_of(const validation::resolved_sync& sync) {
    return {sync.object == nullptr || sync.object->allow_case_sensitive_field_names};
}

assessment assess(const validation::resolved_sync& sync, const model::live_sync& live,
                  const model::capabilities& can, const model::catalogue* metadata) {
    assessment found;
    if (!is_understood(live)) {
        found.why_no_update = why_unpatchable({}, live, {}, can);
        found.why_no_replace = why_irreplaceable({}, live, *sync.declared, can);
        return found;
    }
    found.fields = diff::compare(*sync.spec, live.spec, context_of(sync));
    if (found.fields.empty() || !can.can_update) {
        return found;
    }
    found.why_no_update = why_unpatchable(found.fields, live, destination_type(sync, live, metadata), can);
    if (!found.why_no_update.empty()) {
        found.why_no_replace = why_irreplaceable(found.fields, live, *sync.declared, can);
    }
    return found;
}

}  // namespace censusctl::plan
