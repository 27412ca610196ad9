#include "sandbox/instant.hpp"

#include <doctest/doctest.h>

using namespace censusctl::sandbox;

TEST_CASE("a moment is written with milliseconds") {
    CHECK(to_text(0) == "1970-01-01T00:00:00.000Z");
    CHECK(to_text(1635724800000) == "2021-11-01T00:00:00.000Z");
    CHECK(to_text(-1) == "1969-12-31T23:59:59.999Z");
    CHECK(to_text(951868799999) == "2000-02-29T23:59:59.999Z");
}

TEST_CASE("a moment that was written is read back") {
    for (const instant moment :
         {instant{0}, instant{1634863211246}, instant{-86400001}, instant{4102444800000}})
        CHECK(read_instant(to_text(moment)) == moment);
    CHECK(read_instant("2021-10-22T00:40:11Z") == 1634863211000);
    CHECK(read_instant("2021-10-22T00:40:11.2Z") == 1634863211200);
    CHECK(read_instant("2021-10-22T00:40:11.246999999Z") == 1634863211246);
}

TEST_CASE("what is not a moment is not read") {
    for (const char* text :
         {"", "Z", "2021-10-22", "2021-10-22T00:40:11", "2021-10-22 00:40:11Z", "2021-02-29T00:00:00Z",
          "2021-13-01T00:00:00Z", "2021-00-01T00:00:00Z", "2021-10-22T24:00:00Z", "2021-10-22T00:60:00Z",
          "2021-10-22T00:00:60Z", "2021-10-22T00:40:11.Z", "2021-10-22T00:40:11.1234567890Z",
          "2021-10-22T00:40:11.1x3Z", "x021-10-22T00:40:11Z", "2021-10-22T00:40:11+00:00"})
        CHECK_MESSAGE(!read_instant(text), text);
}
