#include "text/durable_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "text/repository_files.hpp"

namespace censusctl::text {
namespace {

namespace fs = std::filesystem;

constexpr mode_t for_owner = 0600;
constexpr mode_t for_all = 0666;  // less what the umask takes away

[[noreturn]] void fail(const fs::path& path) {
    const int number = errno;
    throw file_error("'" + path.string() + "' cannot be written: " + std::generic_category().message(number));
}

[[noreturn]] void fail(const fs::path& path, const std::error_code& failure) {
    throw file_error("'" + path.string() + "' cannot be written: " + failure.message());
}

void write_all(int to, std::string_view bytes, const fs::path& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(to, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            fail(path);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// A rename or a new name reaches the disk only with its folder. Some file systems cannot sync a folder; the
/// file is whole all the same.
void sync_folder(const fs::path& file) {
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    std::error_code unknown;
    const open_file opened = open_folder(folder, unknown);
    if (opened.is_open()) {
        static_cast<void>(::fsync(opened.number()));
    }
}

void write_in_place(const fs::path& path, std::string_view bytes) {
    if (leads_out(path)) {
        fail(path, file_problem::leads_out);
    }
    if (is_named_inside(path)) {
        // A pipe that lies in the repository would be waited for until somebody reads it.
        fail(path, file_problem::not_regular);
    }
    const open_file to(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!to.is_open()) {
        fail(path);
    }
    write_all(to.number(), bytes, path);
}

}  // namespace

void write_file(const fs::path& path, std::string_view bytes, bool is_private) {
    std::error_code unknown;
    const fs::file_status there = fs::status(path, unknown);
    if (fs::exists(there) && !fs::is_regular_file(there)) {
        write_in_place(path, bytes);
        return;
    }
    // A link stays a link: what it points to is replaced.
    fs::path target = fs::is_symlink(fs::symlink_status(path, unknown)) ? fs::canonical(path, unknown) : path;
    if (leads_out(path)) {
        fail(path, file_problem::leads_out);
    }
    if (target.empty()) {
        target = path;
    }
    // All that follows happens in this folder, wherever its name leads by then.
    std::error_code failure;
    const open_file folder =
        open_folder(target.has_parent_path() ? target.parent_path() : fs::path("."), failure);
    if (!folder.is_open()) {
        fail(path, failure);
    }
    const std::string name = target.filename().string();
    const std::string beside = name + ".new-" + std::to_string(::getpid());
    const auto give_up = [&] {
        const int number = errno;
        ::unlinkat(folder.number(), beside.c_str(), 0);
        errno = number;
    };
    {
        const open_file to(::openat(folder.number(), beside.c_str(),
                                    O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                                    is_private ? for_owner : for_all));
        if (!to.is_open()) {
            fail(path);
        }
        try {
            write_all(to.number(), bytes, path);
            if (::fsync(to.number()) != 0) {
                fail(path);
            }
        } catch (...) {
            give_up();
            throw;
        }
    }
    if (::renameat(folder.number(), beside.c_str(), folder.number(), name.c_str()) != 0) {
        give_up();
        fail(path);
    }
    static_cast<void>(::fsync(folder.number()));
}

record_file::record_file(fs::path path) : path_(std::move(path)) {
    std::error_code failure;
    descriptor_ = open_regular(path_, O_WRONLY | O_CREAT | O_EXCL | O_APPEND, for_owner, failure).release();
    if (descriptor_ < 0) {
        fail(path_, failure);
    }
    if (::flock(descriptor_, LOCK_EX) != 0) {  // nobody else can but look
        const int number = errno;
        ::close(descriptor_);
        errno = number;
        fail(path_);
    }
    sync_folder(path_);
}

record_file::~record_file() {
    ::close(descriptor_);
}

void record_file::append(std::string_view bytes) {
    write_all(descriptor_, bytes, path_);
}

void record_file::sync() {
    if (::fdatasync(descriptor_) != 0) {
        fail(path_);
    }
}

file_lock::file_lock(const fs::path& path) {
    std::error_code failure;
    descriptor_ = open_regular(path, O_RDWR | O_CREAT, for_owner, failure).release();
    if (descriptor_ < 0) {
        fail(path, failure);
    }
    held_ = ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
}

file_lock::~file_lock() {
    ::close(descriptor_);
}

bool is_held(const fs::path& path) {
    std::error_code failure;
    const open_file opened = open_regular(path, O_RDONLY, 0, failure);
    if (!opened.is_open()) {
        return false;
    }
    return ::flock(opened.number(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

}  // namespace censusctl::text
