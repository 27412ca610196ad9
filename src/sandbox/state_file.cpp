#include "sandbox/state_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>
#include <vector>

#include "sandbox/document.hpp"
#include "sandbox/input_error.hpp"
#include "text/repository_files.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;
namespace fs = std::filesystem;

namespace {

/// So many clock lines, one for each process that used the file, and it is written anew.
constexpr std::size_t most_clock_lines = 64;

[[noreturn]] void fail(const fs::path& path, const std::string& problem) {
    throw input_error{"sandbox state " + path.string() + ": " + problem};
}

[[noreturn]] void fail_with_errno(const fs::path& path, const std::string& what) {
    const int number = errno;
    fail(path, "cannot " + what + ": " + std::strerror(number));
}

/// A file descriptor that closes itself.
class descriptor {
public:
    explicit descriptor(int number) : number_(number) {}
    descriptor(descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    descriptor& operator=(descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
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

/// As open(2), but for a link that leads out of the repository and for what is no regular file: such is no
/// state of ours, whoever put it there.
int open_file(const fs::path& path, int flags) {
    std::error_code failure;
    const int number = text::open_regular(path, flags, 0644, failure).release();
    if (failure && failure.category() != std::generic_category()) {
        fail(path, failure.message());
    }
    errno = failure.value();
    return number;
}

void write_all(const descriptor& to, std::string_view bytes, const fs::path& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(to.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            fail_with_errno(path, "write");
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::string read_all(const fs::path& path) {
    const descriptor from{open_file(path, O_RDONLY)};
    if (from.number() < 0) {
        if (errno == ENOENT) {
            return {};
        }
        fail_with_errno(path, "read");
    }
    std::string bytes;
    std::vector<char> chunk(std::size_t{256} * 1024);
    for (;;) {
        const ssize_t size = ::read(from.number(), chunk.data(), chunk.size());
        if (size < 0 && errno == EINTR) {
            continue;
        }
        if (size < 0) {
            fail_with_errno(path, "read");
        }
        if (size == 0) {
            return bytes;
        }
        bytes.append(chunk.data(), static_cast<std::size_t>(size));
    }
}

std::string header_line(const world& of) {
    return json::serialize(
        json::object{{"sandbox_state", 1}, {"world", of.name}, {"world_digest", of.digest}});
}

void check_header(std::string_view line, const world& of, const fs::path& path) {
    boost::system::error_code error;
    const json::value header = json::parse(line, error);
    const auto text_of = [&](const char* key) {
        const json::value* held = header.is_object() ? header.get_object().if_contains(key) : nullptr;
        return held != nullptr && held->is_string() ? std::string(held->get_string()) : std::string{};
    };
    if (error || text_of("world_digest").empty()) {
        fail(path, "this is not a state of the sandbox; give another file, or delete this one");
    }
    // The same file may be named by another path.
    if (text_of("world_digest") != of.digest) {
        fail(path,
             "it was made with the world '" + text_of("world") +
                 (text_of("world") == of.name ? "', which has changed since" : "', not '" + of.name + "'") +
                 "; delete the file to start anew, or give another one");
    }
}

bool is_clock_line(std::string_view line) {
    return line.starts_with(R"({"clock":)") && line.find(',') == std::string_view::npos;
}

class locked_state final : public state_file {
public:
    locked_state(fs::path path, workspace& space)
        : path_(std::move(path)), lock_(take_lock()), space_(space) {
        restore();
        space_.set_journal([this](const std::string& line) { append(line); });
    }

    locked_state(const locked_state&) = delete;
    locked_state& operator=(const locked_state&) = delete;

    ~locked_state() override { space_.set_journal({}); }

    void close() override {
        append(space_.clock_line());
        if (::fdatasync(file_.number()) != 0) {
            fail_with_errno(path_, "sync to the disk");
        }
    }

private:
    descriptor take_lock() const {
        if (path_.has_parent_path()) {
            std::error_code error;
            fs::create_directories(path_.parent_path(), error);
            if (error) {
                fail(path_, "cannot make its folder: " + error.message());
            }
        }
        const fs::path beside = path_.string() + ".lock";
        descriptor lock{open_file(beside, O_RDWR | O_CREAT)};
        if (lock.number() < 0) {
            fail_with_errno(beside, "open");
        }
        if (::flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
            if (errno == EWOULDBLOCK) {
                fail(path_, "another process is using it; wait for that one to end, or give another file");
            }
            fail_with_errno(beside, "lock");
        }
        return lock;
    }

    /// A line that did not fit on the disk is taken back, so that the next one does not run into it.
    void append(const std::string& line) {
        const off_t size = ::lseek(file_.number(), 0, SEEK_END);
        try {
            write_all(file_, line + "\n", path_);
        } catch (const input_error&) {
            if (size >= 0 && ::ftruncate(file_.number(), size) != 0) {
                fail_with_errno(path_, "take back half a line");
            }
            throw;
        }
    }

    void restore() {
        const std::string bytes = read_all(path_);
        std::string kept = header_line(space_.metadata()) + "\n";
        std::size_t clock_lines = 0;
        std::size_t number = 0;
        std::size_t at = 0;
        // What stands behind the last line end was torn off in the middle of a write.
        for (std::size_t end = bytes.find('\n'); end != std::string::npos; end = bytes.find('\n', at)) {
            const std::string_view line = std::string_view(bytes).substr(at, end - at);
            at = end + 1;
            if (++number == 1) {
                check_header(line, space_.metadata(), path_);
                continue;
            }
            try {
                space_.restore(line);
            } catch (const document_error& error) {
                fail(path_, "line " + std::to_string(number) + ": " + error.what() +
                                "; delete the file to start anew, or give another one");
            }
            if (is_clock_line(line)) {
                ++clock_lines;
            } else {
                kept += line;
                kept += '\n';
            }
        }
        if (number == 0 && bytes.size() > kept.size()) {
            check_header(bytes, space_.metadata(), path_);
        }
        if (number == 0 || at != bytes.size() || clock_lines > most_clock_lines) {
            rewrite(kept + space_.clock_line() + "\n");
        }
        file_ = descriptor{open_file(path_, O_WRONLY | O_APPEND)};
        if (file_.number() < 0) {
            fail_with_errno(path_, "write");
        }
    }

    void rewrite(const std::string& bytes) const {
        const fs::path beside = path_.string() + ".new";
        {
            const descriptor to{open_file(beside, O_WRONLY | O_CREAT | O_TRUNC)};
            if (to.number() < 0) {
                fail_with_errno(beside, "write");
            }
            write_all(to, bytes, beside);
            if (::fsync(to.number()) != 0) {
                fail_with_errno(beside, "sync to the disk");
            }
        }
        if (::rename(beside.c_str(), path_.c_str()) != 0) {
            fail_with_errno(path_, "replace");
        }
        const fs::path folder = path_.has_parent_path() ? path_.parent_path() : fs::path{"."};
        const descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
        if (opened.number() >= 0) {
            ::fsync(opened.number());
        }
    }

    fs::path path_;
    descriptor lock_;
    workspace& space_;
    descriptor file_{-1};
};

}  // namespace

std::unique_ptr<state_file> open_state(const fs::path& path, workspace& space) {
    return std::make_unique<locked_state>(path, space);
}

}  // namespace censusctl::sandbox
