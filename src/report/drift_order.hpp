#pragma once
#include <string_view>
#include <vector>

#include "plan/drift.hpp"

namespace censusctl::report {

/// What a sync of a drift is told under.
enum class drift_need {
    failing,    ///< its runs fail, whatever else is to be said of it
    missing,    ///< declared, and gone
    changed,    ///< edited on one side
    faulty,     ///< not compared, for its errors
    unmanaged,  ///< nobody declares it
    none        ///< as declared, and its runs do not fail
};

/// A state for people: "not compared", "as declared".
[[nodiscard]] std::string_view state_words(plan::drift_state state) noexcept;

/// What a sync needs a person for most.
[[nodiscard]] drift_need need_of(const plan::drift_sync& sync) noexcept;

/// The syncs of a drift, those that need a person first; else in their order.
[[nodiscard]] std::vector<const plan::drift_sync*> by_need(const plan::drift& shown);

}  // namespace censusctl::report
