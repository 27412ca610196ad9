#include "validation/types.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace censusctl;
using validation::can_fit;
using validation::column_family;
using validation::type_family;

TEST_CASE("column types of warehouses are known by their first word") {
    CHECK(column_family("NUMBER(38,0)") == type_family::number);
    CHECK(column_family("double precision") == type_family::number);
    CHECK(column_family("Boolean") == type_family::boolean);
    CHECK(column_family("timestamp_ntz(9)") == type_family::datetime);
    CHECK(column_family("array") == type_family::array);
    CHECK(column_family("ARRAY<INT64>") == type_family::array);
    CHECK(column_family("integer[]") == type_family::array);
    for (const char* type : {"text (2000)", "VARCHAR", "variant", "", "numb", "interval", "<array>"}) {
        CHECK_MESSAGE(column_family(type) == type_family::unknown, type);
    }
}

TEST_CASE("an array field is an array whatever its type") {
    model::field field;
    field.type = "String";
    CHECK(validation::field_family(field) == type_family::unknown);
    field.array = true;
    CHECK(validation::field_family(field) == type_family::array);
}

TEST_CASE("only what surely cannot fit is refused") {
    constexpr std::array all{type_family::unknown, type_family::number, type_family::boolean,
                             type_family::datetime, type_family::array};
    for (const type_family one : all) {
        CHECK(can_fit(one, one));
        CHECK(can_fit(type_family::unknown, one));
        CHECK(can_fit(one, type_family::unknown));
    }
    CHECK(can_fit(type_family::number, type_family::boolean));
    CHECK(can_fit(type_family::number, type_family::datetime));
    CHECK_FALSE(can_fit(type_family::boolean, type_family::number));
    CHECK_FALSE(can_fit(type_family::array, type_family::number));
    CHECK_FALSE(can_fit(type_family::datetime, type_family::boolean));
    CHECK_FALSE(can_fit(type_family::number, type_family::array));
}

TEST_CASE("a column fills a field of its name however that is normalised") {
    model::source_object object;
    object.columns = {{"LAST_NAME", "text"}, {"Größe", "text"}};
    model::field field;
    for (const char* name : {"LAST_NAME", "last_name", "Last Name", "lastName", "last name"}) {
        field.full_name = name;
        CHECK_MESSAGE(validation::is_filled_by_columns(field, object), name);
    }
    for (const char* name : {"FIRST_NAME", "NAME", ""}) {
        field.full_name = name;
        CHECK_MESSAGE(!validation::is_filled_by_columns(field, object), name);
    }
}
