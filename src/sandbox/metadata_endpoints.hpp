#pragma once
#include <string>
#include <vector>

#include "sandbox/message.hpp"
#include "sandbox/workspace.hpp"

/// The endpoints of sources and destinations. `path` holds the ids and names of the path, in its order.
namespace censusctl::sandbox {

/// What an endpoint gets: where it works, and what was asked.
struct call {
    workspace& space;
    const std::vector<std::string>& path;
    const std::string& query;
    const std::string& body;
};

[[nodiscard]] reply get_sources(const call& asked);
[[nodiscard]] reply get_source(const call& asked);
[[nodiscard]] reply get_data_sources(const call& asked);
[[nodiscard]] reply get_model(const call& asked);
[[nodiscard]] reply get_table(const call& asked);
[[nodiscard]] reply get_destinations(const call& asked);
[[nodiscard]] reply get_destination(const call& asked);
[[nodiscard]] reply get_object(const call& asked);

}  // namespace censusctl::sandbox
