#include "text/repository_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace censusctl::text {
namespace {

namespace fs = std::filesystem;

class problem_category final : public std::error_category {
public:
    [[nodiscard]] const char* name() const noexcept override { return "file"; }
    [[nodiscard]] std::string message(int value) const override {
        switch (static_cast<file_problem>(value)) {
            case file_problem::leads_out:
                return "it leads out of the repository";
            case file_problem::not_regular:
                return "it is not a regular file";
            case file_problem::folder:
                return "it is a folder";
        }
        return "it cannot be used";
    }
};

/// The root as it is named, and with all links resolved; both empty: no repository.
struct roots {
    fs::path named;
    fs::path real;
};

roots& current() {
    static roots of_the_program;
    return of_the_program;
}

bool is_below(const fs::path& path, const fs::path& root) {
    auto part = path.begin();
    for (const fs::path& wanted : root) {
        if (wanted.empty()) {
            continue;  // behind a slash at the end
        }
        if (part == path.end() || *part != wanted) {
            return false;
        }
        ++part;
    }
    return true;
}

fs::path plain(const fs::path& path) {
    std::error_code unknown;
    return fs::absolute(path, unknown).lexically_normal();
}

/// Where what was opened under `path` really is; empty where that cannot be told.
fs::path place_of(const fs::path& path, int descriptor) {
    std::error_code unknown;
    fs::path place = fs::read_symlink("/proc/self/fd/" + std::to_string(descriptor), unknown);
    if (!place.empty()) {
        return place;
    }
    // A bare chroot has no /proc. What the path leads to by now is what was opened only if it is the same
    // file.
    place = fs::canonical(path, unknown);
    struct stat opened {};
    struct stat named {};
    const bool is_same = !unknown && ::fstat(descriptor, &opened) == 0 &&
                         ::lstat(place.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
                         opened.st_ino == named.st_ino;
    return is_same ? place : fs::path();
}

std::error_code last_error() {
    return {errno, std::generic_category()};
}

/// Whether what was opened under `path` may be used.
bool is_allowed(const fs::path& path, int descriptor) {
    if (!is_named_inside(path)) {
        return true;
    }
    const fs::path place = place_of(path, descriptor);
    return !place.empty() && is_below(place, current().real);
}

}  // namespace

std::error_code make_error_code(file_problem problem) noexcept {
    static const problem_category category;
    return {static_cast<int>(problem), category};
}

fs::path repository_above(const fs::path& folder) {
    std::error_code unknown;
    fs::path here = folder;
    while (!here.empty() && !fs::exists(fs::symlink_status(here / ".git", unknown))) {
        fs::path above = here.parent_path();
        here = above == here ? fs::path() : std::move(above);
    }
    return here;
}

working_repository::working_repository(const fs::path& project_folder) {
    const fs::path start = plain(project_folder.empty() ? "." : project_folder);
    const fs::path above = repository_above(start);
    const fs::path named = above.empty() ? start : above;
    std::error_code unknown;
    fs::path real = fs::canonical(named, unknown);
    current() = {named, unknown ? named : real};
}

working_repository::~working_repository() {
    current() = {};
}

const fs::path& working_repository::root() noexcept {
    return current().real;
}

bool is_named_inside(const fs::path& path) {
    if (current().real.empty()) {
        return false;
    }
    const fs::path named = plain(path);
    return is_below(named, current().named) || is_below(named, current().real);
}

bool leads_out(const fs::path& path) {
    if (!is_named_inside(path)) {
        return false;
    }
    std::error_code failure;
    const fs::path real = fs::canonical(path, failure);
    if (failure == std::errc::no_such_file_or_directory) {
        return false;
    }
    return failure || !is_below(real, current().real);
}

open_file::open_file(open_file&& other) noexcept : number_(other.release()) {}

open_file& open_file::operator=(open_file&& other) noexcept {
    if (this != &other) {
        const open_file closed(std::exchange(number_, other.release()));
    }
    return *this;
}

open_file::~open_file() {
    if (number_ >= 0) {
        ::close(number_);
    }
}

int open_file::release() noexcept {
    return std::exchange(number_, -1);
}

open_file open_regular(const fs::path& path, int flags, unsigned mode, std::error_code& failure) {
    failure.clear();
    // A new file is made by its name in a folder that is known to lie inside, so that nothing can be put in
    // between.
    open_file folder;
    int from = AT_FDCWD;
    fs::path name = path;
    if ((flags & O_CREAT) != 0 && is_named_inside(path)) {
        folder = open_folder(path.has_parent_path() ? path.parent_path() : fs::path("."), failure);
        if (!folder.is_open()) {
            return open_file();
        }
        from = folder.number();
        name = path.filename();
        flags |= O_NOFOLLOW;
    }
    open_file file(::openat(from, name.c_str(), flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, mode));
    if (!file.is_open()) {
        failure = errno == ELOOP && (flags & O_NOFOLLOW) != 0 ? make_error_code(file_problem::leads_out)
                                                              : last_error();
        return file;
    }
    struct stat facts {};
    if (::fstat(file.number(), &facts) != 0) {
        failure = last_error();
        return open_file();
    }
    if (!is_allowed(path, file.number())) {
        failure = file_problem::leads_out;
        return open_file();
    }
    if (!S_ISREG(facts.st_mode)) {
        failure = S_ISDIR(facts.st_mode) ? file_problem::folder : file_problem::not_regular;
        return open_file();
    }
    return file;
}

open_file open_folder(const fs::path& path, std::error_code& failure) {
    failure.clear();
    open_file folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.is_open()) {
        failure = last_error();
    } else if (!is_allowed(path, folder.number())) {
        failure = file_problem::leads_out;
        return open_file();
    }
    return folder;
}

}  // namespace censusctl::text
