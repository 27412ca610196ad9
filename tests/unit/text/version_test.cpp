#include "text/version.hpp"

#include <doctest/doctest.h>

using namespace censusctl;

TEST_CASE("a build that names itself says so from then on") {
    const std::string_view before = text::version();
    CHECK(before == "0.1.0");
    text::set_version("0.1.0+12.gabc1234");
    CHECK(text::version() == "0.1.0+12.gabc1234");
    text::set_version(before);
}
