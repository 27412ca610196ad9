#include "text/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace censusctl::text;
using namespace std::string_view_literals;
using flaw_kind = text_flaw::flaw_kind;

namespace {

void check_flaw(std::string_view bytes, flaw_kind kind, std::size_t offset, char32_t value) {
    const auto flaw = first_flaw(bytes);
    REQUIRE(flaw);
    CHECK(flaw->kind == kind);
    CHECK(flaw->offset == offset);
    CHECK(flaw->value == value);
}

}  // namespace

TEST_CASE("clean text has no flaw") {
    CHECK_FALSE(first_flaw(""));
    CHECK_FALSE(first_flaw("a: b\r\n\tc\n"));
    CHECK_FALSE(first_flaw("äö: 中文 \U0001F600\u00a0\u0085"));
}

TEST_CASE("bytes that are no UTF-8 are found where they stand") {
    check_flaw("ab\xFF", flaw_kind::not_utf8, 2, 0xFF);
    check_flaw("ä\xC0\xAF", flaw_kind::not_utf8, 2, 0xC0);
    check_flaw("a\xE2\x82", flaw_kind::not_utf8, 1, 0xE2);
    check_flaw("\xED\xA0\x80 ", flaw_kind::not_utf8, 0, 0xED);
}

TEST_CASE("control characters are found where they stand") {
    check_flaw("ab\x04", flaw_kind::control, 2, 4);
    check_flaw("ab\x7F", flaw_kind::control, 2, 0x7F);
    check_flaw("abc\0d"sv, flaw_kind::control, 3, 0);
    check_flaw("a\u009b", flaw_kind::control, 1, 0x9B);
}

TEST_CASE("text in UTF-16 is told from text with a bad byte") {
    check_flaw(
        "\xFF\xFE"
        "a\0"sv,
        flaw_kind::utf16, 0, 0xFF);
    check_flaw("\xFE\xFF\0a"sv, flaw_kind::utf16, 0, 0xFE);
    check_flaw("a\0b\0"sv, flaw_kind::utf16, 0, 'a');
    check_flaw("\0a\0b"sv, flaw_kind::utf16, 0, 0);
}

TEST_CASE("a byte order mark is taken off the start and is a flaw elsewhere") {
    CHECK(without_byte_order_mark("\uFEFFa") == "a");
    CHECK(without_byte_order_mark("a\uFEFF") == "a\uFEFF");
    CHECK(without_byte_order_mark("\uFEFF\uFEFFa") == "\uFEFFa");
    check_flaw("a\n\uFEFFb", flaw_kind::byte_order_mark, 2, 0xFEFF);
}

TEST_CASE("code points are counted and stray bytes count one each") {
    CHECK(code_points_in("") == 0);
    CHECK(code_points_in("abc") == 3);
    CHECK(code_points_in("äö中\U0001F600") == 4);
    CHECK(code_points_in("\xFF\xFE") == 2);
}
