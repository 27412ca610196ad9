#include "cli/commit_link.hpp"

#include "cli/process_environment.hpp"

namespace censusctl::cli {

std::string commit_link_base() {
    std::string base;
    if (const std::string sha = environment_variable("GITHUB_SHA"); !sha.empty()) {
        base = environment_variable("GITHUB_SERVER_URL") + "/" + environment_variable("GITHUB_REPOSITORY") +
               "/blob/" + sha + "/";
    } else if (const std::string commit = environment_variable("CI_COMMIT_SHA"); !commit.empty()) {
        base = environment_variable("CI_PROJECT_URL") + "/-/blob/" + commit + "/";
    }
    const bool usable =
        base.rfind("https://", 0) == 0 &&
        base.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:/._-~") ==
            std::string::npos;
    return usable ? base : std::string();
}

}  // namespace censusctl::cli
