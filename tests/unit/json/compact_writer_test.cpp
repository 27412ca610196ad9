#include "json/writer.hpp"

#include <doctest/doctest.h>

#include <boost/json/value.hpp>

#include "json/document.hpp"
#include "json/number.hpp"

using namespace censusctl;

TEST_CASE("objects and arrays get their commas") {
    json::writer to;
    to.begin_object();
    to.key("a").value(-5);
    to.key("b").begin_array().value("x").value(false).raw("1.50").end_array();
    to.key("c").begin_object().end_object();
    to.key("d").begin_array().begin_object().end_object().begin_array().end_array().end_array();
    to.key("e").value(true);
    to.end_object();
    CHECK(to.take() == R"({"a":-5,"b":["x",false,1.50],"c":{},"d":[{},[]],"e":true})");
}

TEST_CASE("every byte of a string comes back from a JSON reader") {
    std::string all;
    for (char c = 0; c < 127; ++c) {
        all += c;
    }
    all += "\xc3\xa9\xf0\x9f\x98\x80";
    json::writer to;
    to.begin_array().value(all).end_array();
    json::document document;
    REQUIRE(document.parse(to.take()));
    CHECK(std::string_view(document.root().at(0).get_string()) == all);
}

TEST_CASE("JSON numbers are told from what merely looks like one") {
    for (const std::string_view number :
         {"0", "-0", "7", "10", "-12.50", "1e5", "1E+5", "1.25e-10", "123456789012345678901234567890"}) {
        CAPTURE(number);
        CHECK(json::is_number(number));
    }
    for (const std::string_view other : {"", "-", "+5", "05", ".5", "5.", "1e", "1e+", "0x1F", "1_000", "NaN",
                                         ".inf", "1 ", " 1", "1.2.3", "--1", "true"}) {
        CAPTURE(other);
        CHECK_FALSE(json::is_number(other));
    }
}
