#include "text/counted.hpp"

#include <doctest/doctest.h>

using censusctl::text::counted;

TEST_CASE("a count comes with its noun in the number that fits") {
    CHECK(counted(0, "sync") == "0 syncs");
    CHECK(counted(1, "sync") == "1 sync");
    CHECK(counted(2, "sync") == "2 syncs");
    CHECK(counted(11, "sync") == "11 syncs");
    CHECK(counted(1, "sync is", "syncs are") == "1 sync is");
    CHECK(counted(0, "sync is", "syncs are") == "0 syncs are");
    CHECK(counted(2, "model or table", "models and tables") == "2 models and tables");
}
