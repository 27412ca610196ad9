#include "text/canonical.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace censusctl::text;

TEST_CASE("each number has one spelling") {
    for (const char* written : {"1.5", "1.50", "+1.5", "15e-1", "0.15E1", "001.500", "150e-2", ".15e+1"}) {
        CHECK(canonical_number(written) == "1.5");
    }
    for (const char* written : {"0", "-0", "0.000", "0e99999999999999999999", "-0e-5"}) {
        CHECK(canonical_number(written) == "0");
    }
    CHECK(canonical_number("-12") == "-12");
    CHECK(canonical_number("12e3") == "12000");
    CHECK(canonical_number("1.0") == "1");
    CHECK(canonical_number("100") == "100");
    CHECK(canonical_number("-0.0012") == "-0.0012");
    CHECK(canonical_number("9007199254740993.0") == "9007199254740993");
    CHECK(canonical_number("5.") == "5");
}

TEST_CASE("what is not a number has no canonical spelling") {
    for (const char* written : {"", "-", "+", ".", "e5", "1e", "1e+", "1,5", " 1", "1 ", "0x1F", "--1",
                                "1.2.3", "nan", "Infinity", "1_000"}) {
        CHECK_MESSAGE(!canonical_number(written), written);
    }
}

TEST_CASE("a number of more than four hundred digits is left alone") {
    CHECK(canonical_number("1e399")->size() == 400);
    CHECK_FALSE(canonical_number("1e400"));
    CHECK_FALSE(canonical_number("1e999999999999999999999999"));
    CHECK_FALSE(canonical_number("1e-999999999999999999999999"));
    CHECK_FALSE(canonical_number("1e-401"));
    CHECK(canonical_number(std::string(100'000, '0') + "7") == "7");
    CHECK_FALSE(canonical_number(std::string(401, '7')));
}

TEST_CASE("respelling a number never changes it") {
    std::mt19937 random(11);
    for (int round = 0; round < 2000; ++round) {
        std::string digits = std::to_string(1 + random() % 999'999);
        const int shift = static_cast<int>(random() % 9);
        const std::string plain = canonical_number(digits + "e-" + std::to_string(shift)).value();
        const std::string padded = digits + "00e-" + std::to_string(shift + 2);
        REQUIRE(canonical_number(padded) == plain);
        REQUIRE(canonical_number("+00" + plain) == plain);
        REQUIRE(canonical_number(plain) == plain);
        REQUIRE(canonical_number("-" + plain) == "-" + plain);
    }
}

TEST_CASE("each instant has one spelling") {
    for (const char* written :
         {"2021-10-22", "2021-10-22T00:00Z", "2021-10-22 00:00:00", "2021-10-22T00:00:00.000Z",
          "2021-10-22 00:00:00 UTC", "2021-10-22T02:00:00+02:00", "2021-10-21T19:00:00-0500",
          "2021-10-22t01:00+01", "2021-10-22 00:00:00 +0000"}) {
        CHECK_MESSAGE(canonical_instant(written) == "2021-10-22T00:00:00Z", written);
    }
    CHECK(canonical_instant("2021-10-22T00:40:11.246Z") == "2021-10-22T00:40:11.246Z");
    CHECK(canonical_instant("2021-10-22T00:40:11.24600") == "2021-10-22T00:40:11.246Z");
    CHECK(canonical_instant("2020-02-29T23:59:59-00:30") == "2020-03-01T00:29:59Z");
    CHECK(canonical_instant("2021-01-01T00:00:00+14:00") == "2020-12-31T10:00:00Z");
}

TEST_CASE("what is not an instant has no canonical spelling") {
    for (const char* written : {"",
                                "2021",
                                "2021-10",
                                "2021-13-01",
                                "2021-02-29",
                                "2021-00-10",
                                "2021-10-00",
                                "21-10-22",
                                "2021-10-22T",
                                "2021-10-22T10",
                                "2021-10-22T24:00",
                                "2021-10-22T10:60",
                                "2021-10-22T10:00:61",
                                "2021-10-22T10:00:00.",
                                "2021-10-22T10:00:00+",
                                "2021-10-22T10:00:00+24:00",
                                "2021-10-22T10:00:00+01:0",
                                "2021-10-22T10:00:00Zx",
                                "2021-10-22 10:00 ",
                                "0000-01-01T00:00:00+01:00",
                                "9999-12-31T23:59:59-01:00",
                                "tomorrow"}) {
        CHECK_MESSAGE(!canonical_instant(written), written);
    }
}
