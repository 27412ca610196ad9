#pragma once
#include <string>
#include <string_view>

#include "sandbox/message.hpp"
#include "sandbox/workspace.hpp"

namespace censusctl::sandbox {

/// The 2021 API over a workspace: a request in, the answer out, refusals included. Each request lets one tick
/// of simulated time pass. Not thread-safe.
///
/// Where the API reference is silent, this is our choice: HTTP 401 without the token, 404 for what does not
/// exist, 405 for another method, 422 for a body that is refused, 201 for a created sync, and 409 "Sync is
/// already running" for a trigger while a run is working.
class api {
public:
    /// `token` is what a request must carry.
    api(workspace& over, std::string token) : workspace_(over), token_(std::move(token)) {}

    [[nodiscard]] reply answer(const request& asked);

private:
    workspace& workspace_;
    std::string token_;
};

}  // namespace censusctl::sandbox
