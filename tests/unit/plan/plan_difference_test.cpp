#include "plan/plan_difference.hpp"

#include <doctest/doctest.h>

#include "unit/plan/workspace.hpp"

using namespace censusctl;
using test::workspace;

namespace {

plan::plan planned(bool paused, bool second, bool third) {
    workspace files;
    files.declare("first", "First", "a");
    files.spec().paused = paused;
    if (second) {
        files.declare("second", "Second", "b");
    }
    if (third) {
        files.declare("third", "Third", "c");
    }
    return files.plan();
}

}  // namespace

TEST_CASE("the same plans do not differ") {
    CHECK(plan::plan_difference(planned(false, true, false), planned(false, true, false)).empty());
}

TEST_CASE("actions that came or went or changed are named") {
    const auto lines = plan::plan_difference(planned(false, true, false), planned(true, false, true));
    REQUIRE(lines.size() == 3);
    CHECK(lines[0] == "create:first is another: paused");
    CHECK(lines[1] == "create:third was not expected");
    CHECK(lines[2] == "create:second was expected, and is not planned");
}
