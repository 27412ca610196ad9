#pragma once
#include <string>
#include <string_view>

#include "sandbox/message.hpp"
#include "sandbox/workspace.hpp"

namespace censusctl::sandbox {

/// The tokens that requests must carry.
struct accepted_tokens {
    std::string workspace_key;  ///< for 2021 and V1
    std::string personal;       ///< for V2, and for what V1 tells of an organisation; empty: the same
};

/// The API of each generation that is served, over one workspace: a request in, the answer out, refusals
/// included. Each request lets one tick of simulated time pass. Not thread-safe.
///
/// Where the page of 2021 is silent, this is our choice: HTTP 401 without the token, 404 for what does not
/// exist, 405 for another method, 422 for a body that is refused, 201 for a created sync. V1 and V2 answer as
/// the reference of today says, and where it is open as the settings of the world say.
class api {
public:
    api(workspace& over, served_api served, accepted_tokens tokens)
        : workspace_(over), served_(served), tokens_(std::move(tokens)) {}

    [[nodiscard]] reply answer(const request& asked);

private:
    [[nodiscard]] reply refuse_token(const request& asked, generation spoken, bool personal) const;
    [[nodiscard]] bool carries(const request& asked, bool personal) const;

    workspace& workspace_;
    served_api served_;
    accepted_tokens tokens_;
};

}  // namespace censusctl::sandbox
