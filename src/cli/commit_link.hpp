#pragma once
#include <string>

namespace censusctl::cli {

/// Where a CI job's commit can be looked at, from the variables that GitHub and GitLab set, as what stands
/// before a path: "https://github.com/o/r/blob/SHA/". Empty elsewhere. What would not stay a link is not
/// used.
[[nodiscard]] std::string commit_link_base();

}  // namespace censusctl::cli
