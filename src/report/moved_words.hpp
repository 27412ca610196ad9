#pragma once
#include <string_view>

#include "plan/moved_side.hpp"

namespace censusctl::report {

/// Who has left what was last applied, as the end of a sentence; empty where that is not known.
[[nodiscard]] inline std::string_view moved_words(plan::moved_side side) {
    switch (side) {
        case plan::moved_side::files:
            return "the files moved";
        case plan::moved_side::workspace:
            return "the workspace moved";
        case plan::moved_side::both:
            return "both moved";
        case plan::moved_side::unknown:
            break;
    }
    return {};
}

}  // namespace censusctl::report
