#include "apply/action_result.hpp"

#include <algorithm>

namespace censusctl::apply {

std::string_view to_string(outcome what) noexcept {
    switch (what) {
        case outcome::done:
            return "done";
        case outcome::failed:
            return "failed";
        case outcome::unknown:
            return "unknown";
        case outcome::skipped:
            return "skipped";
    }
    return "unknown";
}

bool complete(const std::vector<action_result>& results) noexcept {
    return std::all_of(results.begin(), results.end(),
                       [](const action_result& result) { return result.outcome == outcome::done; });
}

}  // namespace censusctl::apply
