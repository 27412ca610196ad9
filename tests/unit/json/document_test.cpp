#include "json/document.hpp"

#include <doctest/doctest.h>

#include <boost/json/value.hpp>

#include "json/canonical.hpp"
#include "json/number.hpp"

#include <string>

using namespace censusctl;

namespace {

std::string canonical(std::string_view text) {
    json::document document;
    return document.parse(text) ? json::canonical(document.root()) : document.problem();
}

}  // namespace

TEST_CASE("a JSON text is read and written in one canonical form") {
    CHECK(canonical(R"({ "b": [1, 2.50, "x"], "a": {"z": null, "y": true}, "": false })") ==
          R"({"":false,"a":{"y":true,"z":null},"b":[1,2.5,"x"]})");
    CHECK(canonical("[]") == "[]");
    CHECK(canonical("{}") == "{}");
    CHECK(canonical(" \"a\\u00e9\\n\" ") == "\"a\xc3\xa9\\n\"");
}

TEST_CASE("the last of two equal keys counts") {
    CHECK(canonical(R"({"a": 1, "a": 2})") == R"({"a":2})");
}

TEST_CASE("numbers keep their value") {
    CHECK(canonical("9223372036854775807") == "9223372036854775807");
    CHECK(canonical("-9223372036854775808") == "-9223372036854775808");
    CHECK(canonical("18446744073709551615") == "18446744073709551615");
    CHECK(canonical("[1.0, 0.1, 1e2]") == "[1,0.1,100]");
    CHECK(canonical("[123456789.123456]") == "[123456789.123456]");
    // The library's own reading of this is one unit off.
    CHECK(canonical("[1234567.8900000001]") == "[1234567.8900000001]");
    CHECK(canonical("[0.123456789012345678e-30]") == "[\"0.123456789012345678e-30\"]");
}

TEST_CASE("numbers that nothing holds exactly stay as their digits") {
    CHECK(canonical("[18446744073709551617]") == R"(["18446744073709551617"])");
    CHECK(canonical("[9007199254740993.0]") == R"(["9007199254740993.0"])");
    CHECK(canonical("[1e400]") == R"(["1e400"])");
    CHECK(canonical("[1e-400]") == R"(["1e-400"])");
    CHECK(canonical("[" + std::string(500, '7') + "]") == "[\"" + std::string(500, '7') + "\"]");
}

TEST_CASE("what is not JSON is refused with its place") {
    CHECK(canonical("") == "incomplete JSON at byte 0");
    CHECK(canonical("{\"a\": }") == "syntax error at byte 6");
    CHECK(canonical("{} x") == "extra data at byte 3");
    CHECK(canonical("{\"a\": 1") == "incomplete JSON at byte 7");
    CHECK(canonical("[NaN]") == "syntax error at byte 1");
    CHECK(canonical("\"\xff\"") == "syntax error at byte 1");
    CHECK(canonical("{\"a\": 1,}") == "syntax error at byte 8");
}

TEST_CASE("nesting is limited to 32 levels") {
    CHECK(canonical(std::string(32, '[') + std::string(32, ']')) ==
          std::string(32, '[') + std::string(32, ']'));
    CHECK(canonical(std::string(33, '[') + std::string(33, ']')) == "too deep at byte 32");
    CHECK(canonical(std::string(1'000'000, '[')) == "too deep at byte 32");
}

TEST_CASE("a document that was not read is null") {
    json::document document;
    CHECK(document.root().is_null());
    CHECK_FALSE(document.parse("["));
    CHECK(document.root().is_null());
    CHECK(json::number_text(document.root()).empty());
}
