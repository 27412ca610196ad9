#include "support/work.hpp"

#include <cstdlib>
#include <new>

namespace {

thread_local constinit censusctl::test::work counted;

int compared(const void* left, const void* right, std::size_t size) noexcept {
    ++counted.comparisons;
    const auto* one = static_cast<const unsigned char*>(left);
    const auto* other = static_cast<const unsigned char*>(right);
    for (std::size_t at = 0; at < size; ++at) {
        if (one[at] != other[at]) {
            return one[at] < other[at] ? -1 : 1;
        }
    }
    return 0;
}

}  // namespace

namespace censusctl::test {

work work_done() noexcept {
    return counted;
}

}  // namespace censusctl::test

extern "C" int memcmp(const void* left, const void* right, std::size_t size) noexcept {
    return compared(left, right, size);
}

// What clang calls where only equality is asked for.
extern "C" int bcmp(const void* left, const void* right, std::size_t size) noexcept {
    return compared(left, right, size);
}

// All forms that `delete` may end: a sanitizer has forms of its own, and compares what began with what ends.
void* operator new(std::size_t size, const std::nothrow_t& /*nothrow*/) noexcept {
    ++counted.allocations;
    counted.allocated_bytes += size;
    return std::malloc(size == 0 ? 1 : size);
}

void* operator new(std::size_t size) {
    if (void* bytes = operator new(size, std::nothrow)) {
        return bytes;
    }
    throw std::bad_alloc();
}

void operator delete(void* bytes) noexcept {
    std::free(bytes);
}

void operator delete(void* bytes, std::size_t /*size*/) noexcept {
    std::free(bytes);
}

void operator delete(void* bytes, const std::nothrow_t& /*nothrow*/) noexcept {
    std::free(bytes);
}
