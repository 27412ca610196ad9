#include <doctest/doctest.h>

#include "report/drift_order.hpp"
#include "report/drift_report.hpp"
#include "unit/report/drift_samples.hpp"

using namespace censusctl;
using namespace censusctl::report;

TEST_CASE("what needs a person comes first, a failing sync before all") {
    plan::drift shown = test::sample_drift();
    plan::drift_sync& well = shown.syncs[2];
    REQUIRE(well.state == plan::drift_state::as_declared);
    CHECK(need_of(well) == drift_need::none);
    well.runs = plan::health_of({test::sample_run(9, "failed")});
    CHECK(need_of(well) == drift_need::failing);
    CHECK(drift_text(shown, test::one_file(), {}).find("\n  ! failing same (id 62)  ") != std::string::npos);
    std::vector<drift_need> needs;
    for (const plan::drift_sync* sync : by_need(shown)) {
        needs.push_back(need_of(*sync));
    }
    CHECK(needs == std::vector{drift_need::failing, drift_need::failing, drift_need::missing,
                               drift_need::faulty, drift_need::unmanaged, drift_need::unmanaged});
}

TEST_CASE("a drift is narrowed to kinds, and says how many that leaves out") {
    plan::drift shown = test::sample_drift();
    const std::size_t all = shown.syncs.size();
    plan::narrow(shown, {"failing", "missing"});
    CHECK(shown.syncs.size() == 2);
    CHECK(shown.left_out == all - 2);
    CHECK(shown.counts.unmanaged == 2);
    CHECK(drift_text(shown, test::one_file(), {}).find("    4 syncs are left out by --only\n") !=
          std::string::npos);
}

TEST_CASE("of many unmanaged syncs ten are listed, and all where all is asked for") {
    plan::drift shown;
    for (int id = 1; id <= 12; ++id) {
        plan::drift_sync& sync = shown.syncs.emplace_back();
        sync.state = plan::drift_state::unmanaged;
        sync.sync_id = id;
    }
    const std::string text = drift_text(shown, test::one_file(), {});
    CHECK(text.find("  ? unmanaged 10 (no label)\n  ? and 2 more that are unmanaged (--full)\n") !=
          std::string::npos);
    CHECK(text.find("unmanaged 11") == std::string::npos);
    CHECK(drift_text(shown, test::one_file(), {}, true).find("unmanaged 12 (no label)\n") !=
          std::string::npos);
}
