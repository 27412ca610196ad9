#include "manifest/file_text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "manifest/yaml_reader.hpp"

namespace censusctl::manifest {
namespace {

file_text failed(int error) {
    return {std::nullopt, false, std::generic_category().message(error)};
}

class descriptor {
public:
    explicit descriptor(int value) : value_{value} {}
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;
    ~descriptor() {
        if (value_ >= 0) {
            ::close(value_);
        }
    }
    [[nodiscard]] int get() const noexcept { return value_; }

private:
    int value_;
};

}  // namespace

file_text read_file(const std::filesystem::path& path) {
    const descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.get() < 0) {
        return failed(errno);
    }
    struct stat facts {};
    if (::fstat(file.get(), &facts) != 0) {
        return failed(errno);
    }
    if (!S_ISREG(facts.st_mode)) {
        return {std::nullopt, false, S_ISDIR(facts.st_mode) ? "it is a folder" : "it is not a regular file"};
    }
    // The size is only a first guess: the file may grow while it is read, and some file systems say 0.
    std::string bytes;
    constexpr std::size_t least = 4096;
    std::size_t used = 0;
    bytes.resize(std::min(static_cast<std::size_t>(facts.st_size), limits::file_bytes) + least);
    while (true) {
        if (used == bytes.size()) {
            bytes.resize(2 * bytes.size());
        }
        const ssize_t count = ::read(file.get(), bytes.data() + used, bytes.size() - used);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return failed(errno);
        }
        if (count == 0) {
            break;
        }
        used += static_cast<std::size_t>(count);
        if (used > limits::file_bytes) {
            return {std::nullopt, true, {}};
        }
    }
    bytes.resize(used);
    bytes.shrink_to_fit();
    return {std::move(bytes), false, {}};
}

}  // namespace censusctl::manifest
