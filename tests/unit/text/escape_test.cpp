#include "text/escape.hpp"

#include <doctest/doctest.h>

#include <random>

#include "text/code_points.hpp"

using namespace censusctl::text;

namespace {

std::size_t count_of(std::string_view shown) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < shown.size(); at += decode(shown, at).size) {
        ++count;
    }
    return count;
}

bool safe(std::string_view shown) {
    for (std::size_t at = 0; at < shown.size();) {
        const code_point one = decode(shown, at);
        if (!one.valid || is_unsafe(one.value)) {
            return false;
        }
        at += one.size;
    }
    return true;
}

}  // namespace

TEST_CASE("plain text and backslashes stay as they are") {
    CHECK(escape_for_terminal("Braze users – 用户 é 😀") == "Braze users – 用户 é 😀");
    CHECK(escape_for_terminal("a\\nb") == "a\\nb");
    CHECK(escape_for_terminal("").empty());
}

TEST_CASE("what moves the cursor or hides text becomes visible") {
    CHECK(escape_for_terminal("a\nb\r\tc") == "a\\nb\\r\\tc");
    CHECK(escape_for_terminal("\x1b[31mred\x1b[0m") == "\\x1b[31mred\\x1b[0m");
    CHECK(escape_for_terminal(std::string_view("\0\x07\x7f", 3)) == "\\x00\\x07\\x7f");
    CHECK(escape_for_terminal("\xC2\x9B"
                              "31m") == "\\u{9b}31m");
    CHECK(escape_for_terminal("user\u202Etxt") == "user\\u{202e}txt");
    CHECK(escape_for_terminal("a\u200Bb\u2028c\uFEFFd") == "a\\u{200b}b\\u{2028}c\\u{feff}d");
    CHECK(escape_for_terminal("\U000E0041") == "\\u{e0041}");
}

TEST_CASE("bytes that are not UTF-8 are shown as bytes") {
    CHECK(escape_for_terminal("caf\xE9!") == "caf\\xe9!");
    CHECK(escape_for_terminal("\xE2\x82") == "\\xe2\\x82");
}

TEST_CASE("a long text is cut in its middle") {
    CHECK(escape_and_cut("abcdefghij", 10) == "abcdefghij");
    CHECK(escape_and_cut("abcdefghij", 9) == "abcd…ghij");
    CHECK(escape_and_cut("abcdefghij", 4) == "ab…j");
    CHECK(escape_and_cut("abcdefghij", 1) == "…");
    CHECK(escape_and_cut("abcdefghij", 0).empty());
    CHECK(escape_and_cut("用用用用用用", 3) == "用…用");
}

TEST_CASE("a cut never falls inside an escape") {
    CHECK(escape_and_cut("\x1b\x1b\x1b\x1b", 8) == "\\x1b…");
    CHECK(escape_and_cut("\x1b\x1b\x1b\x1b", 9) == "\\x1b…\\x1b");
}

TEST_CASE("a very long text is cut without reading its middle") {
    const std::string text = "start" + std::string(8'000'000, 'x') + "用end";
    CHECK(escape_and_cut(text, 11) == "start…x用end");
}

TEST_CASE("whatever the bytes the result is safe and within the limit") {
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        std::string bytes(random() % 120, '\0');
        for (char& one : bytes) {
            one = static_cast<char>(random() % 256);
        }
        REQUIRE(safe(escape_for_terminal(bytes)));
        const std::size_t limit = random() % 40;
        const std::string cut = escape_and_cut(bytes, limit);
        REQUIRE(safe(cut));
        REQUIRE(count_of(cut) <= limit);
    }
}
