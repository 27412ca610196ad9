#include "json/reader.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <vector>

#include "json/document.hpp"

using namespace censusctl;

namespace {

/// What reading a text in this way complains of.
std::string problem_of(std::string_view text, const std::function<void(const json::reader&)>& read) {
    json::document document;
    REQUIRE(document.parse(text));
    json::decode_problem problem;
    read(json::reader(document.root(), problem));
    return problem.found() ? problem.where + " " + problem.what : std::string();
}

}  // namespace

TEST_CASE("missing and null and a wrong kind are told apart") {
    const auto read = [](const json::reader& root) {
        (void)root.required_text("name");
    };
    CHECK(problem_of(R"({"name": "x", "other": 1})", read).empty());
    CHECK(problem_of(R"({})", read) == "/name is missing");
    CHECK(problem_of(R"({"name": null})", read) == "/name is null, expected a string");
    CHECK(problem_of(R"({"name": 5})", read) == "/name is a number, expected a string");
    CHECK(problem_of(R"({"name": [5]})", read) == "/name is an array, expected a string");
    CHECK(problem_of(R"({"name": {}})", read) == "/name is an object, expected a string");
    CHECK(problem_of(R"({"name": true})", read) == "/name is a boolean, expected a string");
    CHECK(problem_of(R"([])", read) == " is an array, expected an object");
}

TEST_CASE("optional fields take missing and null as nothing") {
    for (const std::string_view text : {"{}", R"({"x": null})"}) {
        CHECK(problem_of(text, [](const json::reader& root) {
                  CHECK(root.text("x").empty());
                  CHECK_FALSE(root.integer("x").has_value());
                  CHECK_FALSE(root.id("x").has_value());
                  CHECK_FALSE(root.flag("x"));
                  CHECK(root.flag("x", true));
                  CHECK_FALSE(root.each("x", [](const json::reader&) { FAIL("no element"); }));
              }).empty());
    }
    CHECK(problem_of(R"({"x": 1})", [](const json::reader& root) { (void)root.flag("x"); }) ==
          "/x is a number, expected a boolean");
    CHECK(problem_of(R"({"x": {}})", [](const json::reader& root) {
              root.each("x", [](const json::reader&) {});
          }) == "/x is an object, expected an array");
}

TEST_CASE("ids are numbers or strings of digits") {
    const auto id_of = [](std::string_view text) {
        std::int64_t id = 0;
        const auto problem = problem_of(text, [&](const json::reader& root) { id = root.required_id("id"); });
        return problem.empty() ? std::to_string(id) : problem;
    };
    CHECK(id_of(R"({"id": 61})") == "61");
    CHECK(id_of(R"({"id": "61"})") == "61");
    CHECK(id_of(R"({"id": 9223372036854775807})") == "9223372036854775807");
    CHECK(id_of(R"({"id": 9223372036854775808})") == "/id is beyond 64 bits");
    CHECK(id_of(R"({"id": 6.5})") == "/id is a number with a fraction or exponent, expected an integer");
    CHECK(id_of(R"({"id": 0})") == "/id is 0, expected an id");
    CHECK(id_of(R"({"id": -4})") == "/id is -4, expected an id");
    CHECK(id_of(R"({"id": "x1"})") == "/id is a string, expected a number");
    CHECK(id_of(R"({"id": ""})") == "/id is a string, expected a number");
    CHECK(id_of(R"({"id": null})") == "/id is null, expected a number");
    CHECK(id_of(R"({})") == "/id is missing");
}

TEST_CASE("integers other than ids are numbers") {
    const auto read = [](const json::reader& root) {
        (void)root.integer("hour");
    };
    CHECK(problem_of(R"({"hour": 8})", read).empty());
    CHECK(problem_of(R"({"hour": "8"})", read) == "/hour is a string, expected a number");
}

TEST_CASE("a pointer names keys and indices and escapes them") {
    const auto read = [](const json::reader& root) {
        root.required_each("a/b", [](const json::reader& row) {
            const json::reader inner = row.object("m~n");
            (void)inner.required_text("x");
        });
    };
    CHECK(problem_of(R"({"a/b": [{"m~n": {"x": "1"}}, {"m~n": {}}]})", read) == "/a~1b/1/m~0n/x is missing");
    CHECK(problem_of(R"({"a/b": [7]})", read) == "/a~1b/0 is a number, expected an object");
    CHECK(problem_of(R"({"a/b": null})", read) == "/a~1b is null, expected an array");
    CHECK(problem_of(R"({})", read) == "/a~1b is missing");
    CHECK(problem_of(R"({"": []})", [](const json::reader& root) { (void)root.required_text(""); }) ==
          "/ is an array, expected a string");
}

TEST_CASE("only the first problem is kept and elements after it are not read") {
    int read = 0;
    const auto text = R"({"rows": [{"id": 1}, {}, {"id": true}]})";
    const auto problem = problem_of(text, [&](const json::reader& root) {
        root.each("rows", [&](const json::reader& row) {
            (void)row.required_id("id");
            ++read;
        });
        (void)root.required_text("never");
    });
    CHECK(problem == "/rows/1/id is missing");
    CHECK(read == 2);
}

TEST_CASE("null and missing can be asked for") {
    CHECK(problem_of(R"({"a": null, "b": 0})", [](const json::reader& root) {
              CHECK(root.look("a") == json::presence::null);
              CHECK(root.look("b") == json::presence::present);
              CHECK(root.look("c") == json::presence::missing);
              CHECK(root.member("b").look("x") == json::presence::missing);
          }).empty());
}
