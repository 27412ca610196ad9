#include "census/asking.hpp"

namespace censusctl::census {

http::failure with_advice(const conversation& with, http::failure problem) {
    constexpr int unauthorized = 401;
    if (problem.status != unauthorized || problem.stage != http::stage::status) {
        return problem;
    }
    const spoken_dialect& spoken = *with.spoken;
    const bool wants_personal = spoken.known() && spoken.get().coupled != nullptr;
    if (wants_personal && with.has_workspace_key) {
        problem.hint =
            "V2 takes a personal access token; this one begins with 'secret-token:', as the API key "
            "of a workspace does, which only V1 takes";
    } else if (!wants_personal && !with.has_workspace_key) {
        problem.hint +=
            "; V1 takes the API key of a workspace, which begins with 'secret-token:' as this one "
            "does not: a personal access token is for V2 (--api v2)";
    }
    return problem;
}

}  // namespace censusctl::census
