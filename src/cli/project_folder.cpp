#include "cli/project_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <system_error>

namespace censusctl::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* project_file = "censusctl.yaml";

/// Whether something has this name, be it a link that leads nowhere: what it is shows when it is read.
bool is_there(const fs::path& path) {
    std::error_code unknown;
    return fs::exists(fs::symlink_status(path, unknown));
}

bool is_in_repository(fs::path folder) {
    while (!is_there(folder / ".git")) {
        if (!folder.has_relative_path()) {
            return false;
        }
        folder = folder.parent_path();
    }
    return true;
}

/// Whether the project file in `folder` belongs to this user, or to the owner of where the search began.
bool is_own(const fs::path& folder, const struct stat& begun) {
    struct stat facts {};
    return ::lstat((folder / project_file).c_str(), &facts) == 0 &&
           (facts.st_uid == ::geteuid() || facts.st_uid == begun.st_uid);
}

/// The nearest folder above a real path; empty where there is none to take.
fs::path find_above(const fs::path& start) {
    struct stat begun {};
    if (::stat(start.c_str(), &begun) != 0) {
        return {};
    }
    const bool in_repository = is_in_repository(start);
    for (fs::path folder = start; folder.has_relative_path() && !is_there(folder / ".git");) {
        folder = folder.parent_path();
        struct stat facts {};
        if (::stat(folder.c_str(), &facts) != 0 || facts.st_dev != begun.st_dev) {
            return {};
        }
        if (is_there(folder / project_file)) {
            return in_repository || is_own(folder, begun) ? folder : fs::path();
        }
    }
    return {};
}

}  // namespace

fs::path find_project(const fs::path& start) {
    if (start.empty()) {
        return find_project(".");
    }
    if (is_there(start / project_file)) {
        return start;
    }
    std::error_code failure;
    const fs::path real = fs::canonical(start, failure);
    const fs::path found = failure ? fs::path() : find_above(real);
    if (found.empty()) {
        return start;
    }
    const fs::path relative = found.lexically_relative(fs::current_path(failure));
    return start.is_absolute() || failure || relative.empty() ? found : relative;
}

}  // namespace censusctl::cli
