#include "text/code_points.hpp"

#include <doctest/doctest.h>

using namespace censusctl::text;

TEST_CASE("every code point survives being written and read") {
    for (char32_t value = 0; value <= 0x10FFFF; value += 7) {
        if (value >= 0xD800 && value <= 0xDFFF) {
            continue;
        }
        std::string bytes;
        append_utf8(bytes, value);
        const code_point read = decode(bytes, 0);
        REQUIRE(read.valid);
        REQUIRE(read.value == value);
        REQUIRE(read.size == bytes.size());
    }
}

TEST_CASE("what is not UTF-8 comes out byte by byte") {
    for (const std::string_view bytes : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                         "\xFF", "\x80", "\xE2\x82", "\xC3("}) {
        const code_point read = decode(bytes, 0);
        CHECK_FALSE(read.valid);
        CHECK(read.size == 1);
        CHECK(read.value == static_cast<unsigned char>(bytes[0]));
    }
    CHECK(decode("", 0).size == 0);
}

TEST_CASE("unsafe code points are those that move the cursor or cannot be seen") {
    for (const int value : {0x00,   0x1B,   0x7F,   0x85,   0x9B,   0xAD,   0x61C,   0x200B,  0x200D,  0x200E,
                            0x2028, 0x2029, 0x202E, 0x2066, 0x2069, 0xFEFF, 0xE0041, 0xA0,    0x2800,  0x3000,
                            0x2003, 0x202F, 0xFE0F, 0xE000, 0xF8FF, 0xFFFE, 0xFFFF,  0xF0000, 0x10FFFF}) {
        CHECK(is_unsafe(static_cast<char32_t>(value)));
    }
    for (const int value :
         {0x20, 0x41, 0x5C, 0x7E, 0xA1, 0xE9, 0x2026, 0x2027, 0x203F, 0x4E2D, 0xFFFD, 0x1F600}) {
        CHECK_FALSE(is_unsafe(static_cast<char32_t>(value)));
    }
}
