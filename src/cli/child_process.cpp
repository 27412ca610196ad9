#include "cli/child_process.hpp"

#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fcntl.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

namespace censusctl::cli {
namespace {

constexpr std::size_t most_complaint = 65536;

/// A file descriptor that is closed at the end.
class descriptor {
public:
    explicit descriptor(int number = -1) noexcept : number_(number) {}
    ~descriptor() { close(); }
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;
    void take(int number) noexcept {
        close();
        number_ = number;
    }
    void close() noexcept {
        if (number_ >= 0) {
            ::close(number_);
        }
        number_ = -1;
    }
    [[nodiscard]] int number() const noexcept { return number_; }
    [[nodiscard]] bool open() const noexcept { return number_ >= 0; }

private:
    int number_;
};

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

/// The child's stdin as a file in memory, so that nobody has to write while it reads.
void fill(descriptor& input, const std::string& bytes) {
    input.take(::memfd_create("input", MFD_CLOEXEC));
    if (!input.open()) {
        fail("memfd_create");
    }
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const ssize_t written = ::write(input.number(), rest.data(), rest.size());
        if (written < 0 && errno != EINTR) {
            fail("write");
        }
        rest.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
    if (::lseek(input.number(), 0, SEEK_SET) != 0) {
        fail("lseek");
    }
}

void make_pipe(descriptor& to_read, descriptor& to_write) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        fail("pipe");
    }
    to_read.take(ends[0]);
    to_write.take(ends[1]);
}

std::vector<std::string> environment_of(const child_command& wanted) {
    std::vector<std::string> texts;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view variable = *entry;
        const std::string_view name = variable.substr(0, variable.find('='));
        const auto is_it = [name](const std::string& other) {
            return name == std::string_view(other).substr(0, other.find('='));
        };
        if (std::ranges::none_of(wanted.without, is_it) && std::ranges::none_of(wanted.with, is_it)) {
            texts.emplace_back(variable);
        }
    }
    texts.insert(texts.end(), wanted.with.begin(), wanted.with.end());
    return texts;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

/// Reads what is there. False at the end.
bool read_some(const descriptor& from, std::string& into) {
    std::array<char, 65536> buffer{};
    const ssize_t count = ::read(from.number(), buffer.data(), buffer.size());
    if (count < 0) {
        return errno == EINTR || errno == EAGAIN;
    }
    into.append(buffer.data(), static_cast<std::size_t>(count));
    return count > 0;
}

/// Reads both outputs to their ends, side by side, since a full pipe stops the child.
void read_both(descriptor& output, descriptor& complaint, pid_t child, std::size_t most,
               child_outcome& outcome) {
    while (output.open() || complaint.open()) {
        std::array<pollfd, 2> waiting{{{output.number(), POLLIN, 0}, {complaint.number(), POLLIN, 0}}};
        if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) {
            fail("poll");
        }
        if (waiting[0].revents != 0 && !read_some(output, outcome.output)) {
            output.close();
        }
        if (waiting[1].revents != 0 && !read_some(complaint, outcome.complaint)) {
            complaint.close();
        }
        outcome.complaint.resize(std::min(outcome.complaint.size(), most_complaint));
        if (outcome.output.size() > most && !outcome.too_long) {
            outcome.too_long = true;
            ::kill(child, SIGKILL);
        }
        if (outcome.too_long) {
            outcome.output.clear();
        }
    }
}

}  // namespace

child_outcome run_child(const child_command& wanted) {
    child_outcome outcome;
    descriptor input;
    descriptor output;
    descriptor output_end;
    descriptor complaint;
    descriptor complaint_end;
    fill(input, wanted.input);
    make_pipe(output, output_end);
    make_pipe(complaint, complaint_end);
    posix_spawn_file_actions_t actions;
    if (::posix_spawn_file_actions_init(&actions) != 0) {
        fail("posix_spawn_file_actions_init");
    }
    ::posix_spawn_file_actions_adddup2(&actions, input.number(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output_end.number(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, complaint_end.number(), STDERR_FILENO);
    std::vector<std::string> words = wanted.words;
    std::vector<std::string> variables = environment_of(wanted);
    pid_t child = 0;
    const int refused = ::posix_spawnp(&child, words.front().c_str(), &actions, nullptr,
                                       pointers_to(words).data(), pointers_to(variables).data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (refused == ENOENT || refused == EACCES) {
        return outcome;
    }
    if (refused != 0) {
        errno = refused;
        fail("posix_spawn");
    }
    outcome.started = true;
    output_end.close();
    complaint_end.close();
    read_both(output, complaint, child, wanted.most_output, outcome);
    int ended = 0;
    while (::waitpid(child, &ended, 0) < 0) {
        if (errno != EINTR) {
            fail("waitpid");
        }
    }
    outcome.status = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
    return outcome;
}

}  // namespace censusctl::cli
