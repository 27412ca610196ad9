#include "json/writer.hpp"

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <random>
#include <variant>

#include "text/code_points.hpp"

using namespace censusctl;
namespace bj = boost::json;

namespace {

std::string written(std::string_view text) {
    json::writer out(json::layout::lines);
    out.value(text);
    return out.take();
}

}  // namespace

TEST_CASE("objects and arrays are indented or stand on one line") {
    json::writer out(json::layout::lines);
    out.begin_object();
    out.member("a", std::int64_t{1});
    out.key("b");
    out.begin_array();
    out.value("x");
    out.begin_object(json::layout::one_line);
    out.member("c", true);
    out.key("d");
    out.begin_array();
    out.value(nullptr);
    out.value(false);
    out.end_array();
    out.end_object();
    out.end_array();
    out.key("e");
    out.begin_object();
    out.end_object();
    out.text_or_null("f", "");
    out.text_or_null("g", "y");
    out.end_object();
    CHECK(out.take() ==
          "{\n"
          "  \"a\": 1,\n"
          "  \"b\": [\n"
          "    \"x\",\n"
          "    {\"c\": true, \"d\": [null, false]}\n"
          "  ],\n"
          "  \"e\": {},\n"
          "  \"f\": null,\n"
          "  \"g\": \"y\"\n"
          "}\n");
}

TEST_CASE("what is not stated is left out") {
    json::writer out;
    out.begin_object();
    out.if_stated("a", "").if_stated("b", "text").if_stated("c", std::optional<std::int64_t>());
    out.if_stated("d", std::optional<std::int64_t>(0)).if_stated("e", std::optional<bool>(false));
    out.if_set("f", false).if_set("g", true);
    out.end_object();
    CHECK(out.take() == R"({"b":"text","d":0,"e":false,"g":true})");
}

TEST_CASE("texts are safe to print and mean the same") {
    CHECK(written("a \"b\" \\ /") == "\"a \\\"b\\\" \\\\ /\"\n");
    CHECK(written("1\n2\t3\r") == "\"1\\n2\\t3\\r\"\n");
    CHECK(written("\x1b[31m\x7f") == "\"\\u001b[31m\\u007f\"\n");
    CHECK(written("\u202E\u2028\u200B") == "\"\\u202e\\u2028\\u200b\"\n");
    CHECK(written("\U000E0041") == "\"\\udb40\\udc41\"\n");
    CHECK(written("用户 😀 é") == "\"用户 😀 é\"\n");
    CHECK(written("\xff|\xe2\x82") == "\"\uFFFD|\uFFFD\uFFFD\"\n");
}

TEST_CASE("whatever the bytes the document is valid and safe") {
    std::mt19937 random(5);
    for (int round = 0; round < 3000; ++round) {
        std::string bytes(random() % 80, '\0');
        for (char& one : bytes) {
            one = static_cast<char>(random() % 256);
        }
        const std::string document = written(bytes);
        bj::error_code problem;
        bj::parse(document, problem);
        REQUIRE_FALSE(problem);
        for (std::size_t at = 0; at + 1 < document.size();) {
            const auto one = censusctl::text::decode(document, at);
            REQUIRE(one.valid);
            REQUIRE_FALSE(censusctl::text::is_unsafe(one.value));
            at += one.size;
        }
    }
}

TEST_CASE("valid text comes back as it was") {
    std::mt19937 random(6);
    for (int round = 0; round < 1000; ++round) {
        std::string text;
        for (std::size_t count = random() % 30; count > 0; --count) {
            const auto value = static_cast<char32_t>(random() % (random() % 3 == 0 ? 0x80 : 0x110000));
            if (value < 0xD800 || value > 0xDFFF) {
                censusctl::text::append_utf8(text, value);
            }
        }
        bj::error_code problem;
        const bj::value read = bj::parse(written(text), problem);
        REQUIRE_FALSE(problem);
        REQUIRE(std::string_view(read.as_string()) == text);
    }
}

TEST_CASE("attribute values keep their kind") {
    using attribute_value = std::variant<std::nullptr_t, bool, std::int64_t, std::string>;
    json::writer out(json::layout::lines);
    out.begin_array(json::layout::one_line);
    out.value(attribute_value(nullptr));
    out.value(attribute_value(true));
    out.value(attribute_value(std::int64_t{-9007199254740993}));
    out.value(attribute_value("1"));
    out.end_array();
    CHECK(out.take() == "[null, true, -9007199254740993, \"1\"]\n");
}
