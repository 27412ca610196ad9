#include "report/values.hpp"

#include <doctest/doctest.h>

using censusctl::diff::attribute_value;
using censusctl::report::shown_value;

TEST_CASE("values are shown bare unless they could be taken for another") {
    CHECK(shown_value(nullptr, 50) == "null");
    CHECK(shown_value(true, 50) == "true");
    CHECK(shown_value(std::int64_t{8}, 50) == "8");
    CHECK(shown_value("Braze users", 50) == "Braze users");
    for (const char* text : {"", "null", "true", "8", "1.5", " x", "x ", "a -> b", "'x'"}) {
        CHECK(shown_value(text, 50) == "'" + std::string(text) + "'");
    }
}

TEST_CASE("long values are cut in their middle and control characters are shown") {
    CHECK(shown_value("abcdefghij", 5) == "ab…ij");
    CHECK(shown_value("select 1\nfrom x", 50) == "select 1\\nfrom x");
}
