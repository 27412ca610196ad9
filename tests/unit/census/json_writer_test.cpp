#include "census/json_writer.hpp"

#include <doctest/doctest.h>

#include "census/json_document.hpp"

using namespace censusctl::census;

TEST_CASE("objects and arrays get their commas") {
    json_writer to;
    to.begin_object();
    to.key("a").integer(-5);
    to.key("b").begin_array().text("x").boolean(false).raw("1.50").end_array();
    to.key("c").begin_object().end_object();
    to.key("d").begin_array().begin_object().end_object().begin_array().end_array().end_array();
    to.key("e").boolean(true);
    to.end_object();
    CHECK(std::move(to).take() == R"({"a":-5,"b":["x",false,1.50],"c":{},"d":[{},[]],"e":true})");
}

TEST_CASE("every byte of a string comes back from a JSON reader") {
    std::string all;
    for (char c = 0; c < 127; ++c) {
        all += c;
    }
    all += "\xc3\xa9\xf0\x9f\x98\x80";
    json_writer to;
    to.begin_array().text(all).end_array();
    json_document document;
    REQUIRE(document.parse(std::move(to).take()));
    CHECK(std::string_view(document.root().at(0).get_string()) == all);
}

TEST_CASE("JSON numbers are told from what merely looks like one") {
    for (const std::string_view number :
         {"0", "-0", "7", "10", "-12.50", "1e5", "1E+5", "1.25e-10", "123456789012345678901234567890"}) {
        CAPTURE(number);
        CHECK(is_json_number(number));
    }
    for (const std::string_view other : {"", "-", "+5", "05", ".5", "5.", "1e", "1e+", "0x1F", "1_000", "NaN",
                                         ".inf", "1 ", " 1", "1.2.3", "--1", "true"}) {
        CAPTURE(other);
        CHECK_FALSE(is_json_number(other));
    }
}
