#pragma once
#include <string_view>

#include "plan/plan.hpp"

namespace censusctl::report {

/// Why a blocked action is left to a person, and what that person is asked to do; both begin in lower case.
struct by_hand_words {
    std::string_view why;  ///< empty: its own note says all of it
    std::string_view what;
};

/// One that waits for another sync needs that, and nothing in the web page. The API of 2021 has no updates at
/// all; of the later ones it is this change that they do not take. A sync that is kept from being deleted is
/// no matter of the API.
[[nodiscard]] inline by_hand_words by_hand(const plan::change& change,
                                           const plan::workspace_identity& workspace) {
    if (change.waits_in_vain()) {
        return {"", "do this first"};
    }
    if (workspace.api == "2021") {
        return {"this API cannot change a sync", "edit by hand"};
    }
    if (change.why == plan::reason::replaced) {
        return {"", "delete it by hand"};
    }
    return {"this change cannot be made through the API", "make it by hand"};
}

}  // namespace censusctl::report
