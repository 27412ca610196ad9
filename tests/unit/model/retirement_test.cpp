#include "model/retirement.hpp"

#include <doctest/doctest.h>

using namespace censusctl;
using namespace std::chrono;

TEST_CASE("a generation is retired from its day on") {
    CHECK_FALSE(model::is_retired("2027-01-15", sys_days(2027y / January / 14)));
    CHECK(model::is_retired("2027-01-15", sys_days(2027y / January / 15)));
    CHECK(model::is_retired("2027-01-15", sys_days(2028y / January / 1)));
    for (const char* no_day :
         {"", "soon", "2027-13-15", "2027-01-00", "2027/01/15", "2027-01-1x", "2027-01-150"}) {
        CHECK_FALSE(model::is_retired(no_day, sys_days(2100y / January / 1)));
    }
}
