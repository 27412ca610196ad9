#pragma once
#include <string_view>
#include <vector>
#include "sandbox/call.hpp"

namespace censusctl::sandbox {

using endpoint = reply (*)(const call&);

/// An endpoint's place: "*" in the path stands for one segment, an id or a name.
struct route {
    std::string_view method;
    std::string_view path;  ///< "sources/*/models/*"
    endpoint answer;
    bool of_organization{false};  ///< asked with a personal token in V1, not with a workspace key
};

/// The endpoints of a generation.
[[nodiscard]] const std::vector<route>& routes_of(generation spoken);

}  // namespace censusctl::sandbox
