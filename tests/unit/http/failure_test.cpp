#include "http/failure.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace censusctl::http;

TEST_CASE("stages have the names that logs use") {
    CHECK(to_string(stage::resolve) == "resolve");
    CHECK(to_string(stage::connect) == "connect");
    CHECK(to_string(stage::proxy) == "proxy");
    CHECK(to_string(stage::tls) == "tls");
    CHECK(to_string(stage::write) == "write");
    CHECK(to_string(stage::first_byte) == "first_byte");
    CHECK(to_string(stage::body) == "body");
    CHECK(to_string(stage::decode) == "decode");
    CHECK(to_string(stage::status) == "status");
    CHECK(to_string(stage::cancelled) == "cancelled");
}

TEST_CASE("reading a failed result as a value is a logic error") {
    failure problem;
    problem.message = "no reply";
    const result<int> failed = problem;
    CHECK_THROWS_AS(static_cast<void>(failed.value()), std::logic_error);
}
