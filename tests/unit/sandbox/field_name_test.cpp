#include "sandbox/field_name.hpp"

#include <doctest/doctest.h>

using censusctl::sandbox::normalized_field_name;

TEST_CASE("a column becomes a field name as field_normalization says") {
    CHECK(normalized_field_name("FIRST_NAME", "start_case") == "First Name");
    CHECK(normalized_field_name("FIRST_NAME", "lower_case") == "first name");
    CHECK(normalized_field_name("first_name", "upper_case") == "FIRST NAME");
    CHECK(normalized_field_name("FIRST_NAME", "camel_case") == "firstName");
    CHECK(normalized_field_name("firstName", "snake_case") == "first_name");
    CHECK(normalized_field_name("First-name 2", "snake_case") == "first_name_2");
    CHECK(normalized_field_name("FIRST_name", "match_source_names") == "FIRST_name");
    CHECK(normalized_field_name("HTTPCode", "snake_case") == "httpcode");
    CHECK(normalized_field_name("__", "start_case") == "__");
    CHECK(normalized_field_name("", "camel_case").empty());
}
