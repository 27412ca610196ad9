#include "http/inflate.hpp"

#include <doctest/doctest.h>

#include <random>

#include "unit/http/support/gzip.hpp"

using namespace censusctl::http;
using censusctl::http::test::gzip;
using verdict = unpacked_body::verdict;

namespace {

std::string noise(std::size_t size) {
    std::mt19937 random{static_cast<std::mt19937::result_type>(size)};
    std::string bytes(size, '\0');
    for (char& byte : bytes) {
        byte = static_cast<char>(random() & 0xffU);
    }
    return bytes;
}

}  // namespace

TEST_CASE("a packed body comes back byte for byte") {
    for (const std::size_t size : {0U, 1U, 100U, 65535U, 65536U, 65537U, 300'000U}) {
        CAPTURE(size);
        for (const std::string& body : {noise(size), std::string(size, 'a')}) {
            const unpacked_body unpacked = unpack_gzip(gzip(body), size);
            CHECK(unpacked.how == verdict::whole);
            CHECK(unpacked.body == body);
        }
    }
}

TEST_CASE("several members are one body") {
    const unpacked_body unpacked = unpack_gzip(gzip("first ") + gzip("") + gzip("second"), 100);
    CHECK(unpacked.how == verdict::whole);
    CHECK(unpacked.body == "first second");
}

TEST_CASE("one byte more than allowed is too much") {
    const std::string packed = gzip(std::string(100'000, 'a'));
    CHECK(unpack_gzip(packed, 100'000).how == verdict::whole);
    const unpacked_body refused = unpack_gzip(packed, 99'999);
    CHECK(refused.how == verdict::too_large);
    CHECK(refused.body.empty());
    CHECK(unpack_gzip(gzip(std::string(60, 'a')) + gzip(std::string(60, 'b')), 100).how ==
          verdict::too_large);
}

TEST_CASE("a body that is cut anywhere is damaged") {
    const std::string packed = gzip("{\"status\":\"success\",\"data\":[]}");
    for (std::size_t size = 0; size < packed.size(); ++size) {
        CAPTURE(size);
        CHECK(unpack_gzip(std::string_view{packed}.substr(0, size), 1000).how == verdict::damaged);
    }
}

TEST_CASE("what is not gzip is damaged") {
    for (const std::string_view body : {"{}", "<html>", "\x1f\x8b", "\x78\x9c\x03"}) {
        CHECK(unpack_gzip(body, 1000).how == verdict::damaged);
    }
    CHECK(unpack_gzip(gzip("whole") + "and more", 1000).how == verdict::damaged);
}

TEST_CASE("mutated bodies never pass as something else") {
    const std::string body = "{\"status\":\"success\",\"data\":[{\"id\":1},{\"id\":2},{\"id\":3}]}";
    const std::string packed = gzip(body);
    std::mt19937 random{7};
    for (int round = 0; round < 20'000; ++round) {
        std::string mutated = packed;
        for (std::size_t changes = 1 + random() % 4; changes > 0; --changes) {
            mutated[random() % mutated.size()] = static_cast<char>(random() & 0xffU);
        }
        const unpacked_body unpacked = unpack_gzip(mutated, 10'000);
        if (unpacked.how == verdict::whole) {
            CHECK(unpacked.body == body);
        }
    }
}
