#include "diagnostics/explanation.hpp"

#include <algorithm>
#include <array>

namespace censusctl::diagnostics {

const explanation& explain(code id) noexcept {
    for (const auto& part : {file_explanations(), metadata_explanations(), plan_explanations()}) {
        const auto found = std::find_if(part.begin(), part.end(),
                                        [&](const explanation& explanation) { return explanation.id == id; });
        if (found != part.end()) {
            return *found;
        }
    }
    static constexpr explanation none{code::key_unknown, {}, {}, {}};
    return none;
}

}  // namespace censusctl::diagnostics
