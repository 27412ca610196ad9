#include "manifest/file_text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "manifest/yaml_reader.hpp"
#include "text/repository_files.hpp"

namespace censusctl::manifest {
namespace {

file_text failed(const std::error_code& failure) {
    return {std::nullopt, false, failure.message()};
}

file_text failed(int error) {
    return failed(std::error_code(error, std::generic_category()));
}

}  // namespace

file_text read_file(const std::filesystem::path& path) {
    std::error_code failure;
    const text::open_file file = path == standard_input ? text::open_file(::dup(STDIN_FILENO))
                                                        : text::open_regular(path, O_RDONLY, 0, failure);
    if (!file.is_open()) {
        return failed(failure);
    }
    struct stat facts {};
    if (::fstat(file.number(), &facts) != 0) {
        return failed(errno);
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
        const ssize_t count = ::read(file.number(), bytes.data() + used, bytes.size() - used);
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
