#include "report/drift_order.hpp"

#include <algorithm>

namespace censusctl::report {

std::string_view state_words(plan::drift_state state) noexcept {
    switch (state) {
        case plan::drift_state::changed:
            return "changed";
        case plan::drift_state::missing:
            return "missing";
        case plan::drift_state::unmanaged:
            return "unmanaged";
        case plan::drift_state::as_declared:
            return "as declared";
        case plan::drift_state::faulty:
            break;
    }
    return "not compared";
}

drift_need need_of(const plan::drift_sync& sync) noexcept {
    if (sync.runs && sync.runs->failing()) {
        return drift_need::failing;
    }
    switch (sync.state) {
        case plan::drift_state::missing:
            return drift_need::missing;
        case plan::drift_state::changed:
            return drift_need::changed;
        case plan::drift_state::faulty:
            return drift_need::faulty;
        case plan::drift_state::unmanaged:
            return drift_need::unmanaged;
        case plan::drift_state::as_declared:
            break;
    }
    return drift_need::none;
}

std::vector<const plan::drift_sync*> by_need(const plan::drift& shown) {
    std::vector<const plan::drift_sync*> ordered;
    ordered.reserve(shown.syncs.size());
    for (const plan::drift_sync& sync : shown.syncs) {
        ordered.push_back(&sync);
    }
    std::ranges::stable_sort(ordered, {}, [](const plan::drift_sync* sync) { return need_of(*sync); });
    return ordered;
}

}  // namespace censusctl::report
