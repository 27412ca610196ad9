// Loaded into the program under test (LD_PRELOAD): kills the process, as `kill -9` does, at the Nth system
// call that leaves something behind: a write, a send, a sync or a rename. KILL_AT says which (counted from
// 1), KILL_WHEN whether before it is done or after. With KILL_COUNT_TO it kills nobody, and writes the number
// of such calls to that file.
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <cstring>

namespace {

std::atomic<long> calls{0};

long number(const char* name) {
    const char* text = std::getenv(name);
    return text == nullptr ? 0 : std::strtol(text, nullptr, 10);
}

/// Stands round one call.
class point {
public:
    point() : here_(++calls) {
        if (!after() && here_ == at()) {
            die();
        }
    }
    point(const point&) = delete;
    point& operator=(const point&) = delete;
    ~point() {
        if (after() && here_ == at()) {
            die();
        }
    }

private:
    static long at() {
        static const long value = number("KILL_AT");
        return value;
    }
    static bool after() {
        static const char* when = std::getenv("KILL_WHEN");
        return when != nullptr && std::strcmp(when, "after") == 0;
    }
    [[noreturn]] static void die() {
        ::kill(::getpid(), SIGKILL);
        for (;;) {
            ::pause();
        }
    }
    long here_;
};

template <class Function>
Function real(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

/// Says at the end how many there were.
struct counter {
    ~counter() {
        if (const char* path = std::getenv("KILL_COUNT_TO")) {
            if (FILE* file = ::fopen(path, "w")) {
                ::fprintf(file, "%ld\n", calls.load());
                ::fclose(file);
            }
        }
    }
} at_end;

}  // namespace

extern "C" {

ssize_t write(int to, const void* bytes, size_t size) {
    static const auto next = real<ssize_t (*)(int, const void*, size_t)>("write");
    const point here;
    return next(to, bytes, size);
}

ssize_t sendmsg(int to, const struct msghdr* message, int flags) {
    static const auto next = real<ssize_t (*)(int, const struct msghdr*, int)>("sendmsg");
    const point here;
    return next(to, message, flags);
}

ssize_t send(int to, const void* bytes, size_t size, int flags) {
    static const auto next = real<ssize_t (*)(int, const void*, size_t, int)>("send");
    const point here;
    return next(to, bytes, size, flags);
}

int fsync(int file) {
    static const auto next = real<int (*)(int)>("fsync");
    const point here;
    return next(file);
}

int fdatasync(int file) {
    static const auto next = real<int (*)(int)>("fdatasync");
    const point here;
    return next(file);
}

int rename(const char* from, const char* to) {
    static const auto next = real<int (*)(const char*, const char*)>("rename");
    const point here;
    return next(from, to);
}

}  // extern "C"
