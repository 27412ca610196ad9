#pragma once
#include <string>
#include <vector>

#include "sandbox/message.hpp"
#include "sandbox/workspace.hpp"

namespace censusctl::sandbox {

/// What an endpoint gets: where it works, and what was asked. `path` holds the ids and names of the path, in
/// its order.
struct call {
    workspace& space;
    generation spoken;
    const std::vector<std::string>& path;
    const std::string& query;
    const std::string& body;
    std::string url;                   ///< of the endpoint, absolute, without a query
    const std::string& workspace_key;  ///< what GET /workspaces/[ID]/api_key tells
};

}  // namespace censusctl::sandbox
