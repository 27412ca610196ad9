#include "report/display_width.hpp"

#include <doctest/doctest.h>

using censusctl::report::display_width;

TEST_CASE("columns of single characters") {
    CHECK(display_width(U'a') == 1);
    CHECK(display_width(U'é') == 1);
    CHECK(display_width(U'…') == 1);
    CHECK(display_width(U'用') == 2);
    CHECK(display_width(U'한') == 2);
    CHECK(display_width(U'Ａ') == 2);
    CHECK(display_width(U'ｱ') == 1);
    CHECK(display_width(U'😀') == 2);
    CHECK(display_width(U'𠀀') == 2);
    CHECK(display_width(U'\u0301') == 0);
    CHECK(display_width(U'\uFE0F') == 0);
}

TEST_CASE("columns of texts") {
    CHECK(display_width(std::string_view("")) == 0);
    CHECK(display_width(std::string_view("Kunden 用户")) == 11);
    CHECK(display_width(std::string_view("e\u0301")) == 1);
}
