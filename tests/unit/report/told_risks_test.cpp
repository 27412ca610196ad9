#include <doctest/doctest.h>

#include "report/told_risks.hpp"
#include "unit/report/samples.hpp"

using namespace censusctl;
using namespace censusctl::report;

namespace {

plan::change new_mirror(const std::string& key) {
    plan::change change;
    change.sync = key;
    change.desired = test::users_spec("Users");
    change.desired.operation = "mirror";
    return change;
}

}  // namespace

TEST_CASE("that a new mirror takes records away is told once") {
    const plan::change change = new_mirror("a");
    CHECK(plan::risks_of(change).size() == 2);  // documents have both
    const auto told = told_risks(change);
    REQUIRE(told.size() == 1);
    CHECK(told[0].what == plan::risk_kind::new_mirror);
}

TEST_CASE("what is a mirror already, and changes, is told to take records away") {
    plan::change change = new_mirror("a");
    change.what = plan::action::update;
    change.fields = {{{model::attribute::label, {}}, std::string("a"), std::string("b")}};
    const auto told = told_risks(change);
    REQUIRE(told.size() == 1);
    CHECK(told[0].what == plan::risk_kind::records_can_go);
}

TEST_CASE("risks in short count a sync once under each kind, gravest first") {
    plan::change removed;
    removed.what = plan::action::remove;
    removed.sync = "gone";
    const plan::change one = new_mirror("a");
    plan::change run = one;
    run.what = plan::action::trigger;
    run.full_sync = true;
    const plan::change other = new_mirror("b");
    CHECK(risks_in_short({&removed, &one, &run}) ==
          "1 can take records away, 1 sends all records, 1 loses its run history");
    CHECK(risks_in_short({&one, &other}) == "2 can take records away");
    CHECK(risks_in_short({}).empty());
}
