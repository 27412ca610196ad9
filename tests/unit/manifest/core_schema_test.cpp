#include "manifest/core_schema.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace censusctl::manifest;

TEST_CASE("plain scalars have the types of the core schema") {
    for (const std::string_view word : {"", "~", "null", "Null", "NULL"}) {
        CHECK(core_type_of(word) == core_type::null);
    }
    for (const std::string_view word : {"true", "True", "TRUE", "false", "False", "FALSE"}) {
        CHECK(core_type_of(word) == core_type::boolean);
    }
    for (const std::string_view word :
         {"0", "12", "-3", "+5", "014", "0o17", "0x1f", "99999999999999999999"}) {
        CHECK(core_type_of(word) == core_type::integer);
    }
    for (const std::string_view word :
         {"1.", ".5", "1.50", "-1e3", "1E+3", "+.5e-1", ".inf", "-.Inf", "+.INF", ".nan", ".NaN"}) {
        CHECK(core_type_of(word) == core_type::number);
    }
    for (const std::string_view word :
         {"yes", "no", "on", "off", "y",  "tRue", "nULL",  "abc",   "1_000", "12:30",      "0b1", "0o8", "0x",
          "1e",  ".",  "-",  "+",   "e5", "--1",  "1.2.3", "-.nan", "-0x1F", "2021-10-22", " 1",  "1 "}) {
        CHECK_MESSAGE(core_type_of(word) == core_type::text, word);
    }
}

TEST_CASE("integers are exact and bounded by 64 bits") {
    CHECK(core_integer("014") == 14);
    CHECK(core_integer("+5") == 5);
    CHECK(core_integer("0o17") == 15);
    CHECK(core_integer("0x1F") == 31);
    CHECK(core_integer("-9223372036854775808") == INT64_MIN);
    CHECK_FALSE(core_integer("9223372036854775808"));
    CHECK_FALSE(core_integer("0xFFFFFFFFFFFFFFFFFF"));
    CHECK_FALSE(core_integer("1.0"));
    CHECK_FALSE(core_integer("+-1"));
    CHECK_FALSE(core_integer(""));
}

TEST_CASE("numbers are read without a locale") {
    CHECK(core_number("1.5") == 1.5);
    CHECK(core_number("1.") == 1.0);
    CHECK(core_number("+.5e1") == 5.0);
    CHECK(core_number("0x10") == 16.0);
    CHECK(core_number("-.inf") == -INFINITY);
    CHECK(std::isnan(*core_number(".nan")));
    CHECK_FALSE(core_number("1e999"));
    CHECK_FALSE(core_number("1,5"));
}
