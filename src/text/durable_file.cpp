#include "text/durable_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace censusctl::text {
namespace {

namespace fs = std::filesystem;

constexpr mode_t for_owner = 0600;
constexpr mode_t for_all = 0666;  // less what the umask takes away

[[noreturn]] void fail(const fs::path& path) {
    const int number = errno;
    throw std::runtime_error("'" + path.string() +
                             "' cannot be written: " + std::generic_category().message(number));
}

/// A descriptor that closes itself.
class descriptor {
public:
    explicit descriptor(int number) noexcept : number_(number) {}
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;
    ~descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    [[nodiscard]] int number() const noexcept { return number_; }

private:
    int number_;
};

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
    const descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.number() >= 0) {
        static_cast<void>(::fsync(opened.number()));
    }
}

void write_in_place(const fs::path& path, std::string_view bytes) {
    const descriptor to(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (to.number() < 0) {
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
    if (target.empty()) {
        target = path;
    }
    const fs::path beside = target.string() + ".new-" + std::to_string(::getpid());
    {
        const descriptor to(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                                   is_private ? for_owner : for_all));
        if (to.number() < 0) {
            fail(path);
        }
        try {
            write_all(to.number(), bytes, path);
            if (::fsync(to.number()) != 0) {
                fail(path);
            }
        } catch (...) {
            ::unlink(beside.c_str());
            throw;
        }
    }
    if (::rename(beside.c_str(), target.c_str()) != 0) {
        const int number = errno;
        ::unlink(beside.c_str());
        errno = number;
        fail(path);
    }
    sync_folder(target);
}

record_file::record_file(fs::path path)
    : path_(std::move(path)),
      descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, for_owner)) {
    if (descriptor_ < 0) {
        fail(path_);
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

file_lock::file_lock(const fs::path& path)
    : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, for_owner)) {
    if (descriptor_ < 0) {
        fail(path);
    }
    held_ = ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
}

file_lock::~file_lock() {
    ::close(descriptor_);
}

bool is_held(const fs::path& path) {
    const descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (opened.number() < 0) {
        return false;
    }
    return ::flock(opened.number(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

}  // namespace censusctl::text
