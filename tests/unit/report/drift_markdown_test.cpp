#include <doctest/doctest.h>

#include "report/drift_report.hpp"
#include "unit/report/drift_samples.hpp"
#include "unit/report/golden.hpp"

using namespace censusctl;
using namespace censusctl::report;

TEST_CASE("golden: a drift as a comment") {
    test::check_golden("drift.md", drift_markdown(test::sample_drift(), test::one_file(),
                                                  "https://github.com/acme/syncs/blob/abc123/"));
}

TEST_CASE("golden: hostile texts of a drift stay code in a comment") {
    plan::drift hostile = test::hostile_drift();
    hostile.environment = test::hostile;
    const std::string text = drift_markdown(hostile, test::hostile_file(), "https://example.com/");
    test::check_golden("drift-hostile.md", text);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find('\r') == std::string::npos);
}

TEST_CASE("a drift in which all is well has no table") {
    plan::drift shown;
    shown.base_url = "sandbox";
    shown.api = "v1";
    shown.counts.as_declared = shown.counts.live = shown.counts.managed = 1;
    shown.syncs.emplace_back().key = "same";
    CHECK(drift_markdown(shown, test::one_file(), "") ==
          "<!-- censusctl-drift -->\n"
          "## censusctl drift: 0 changed, 0 missing, 0 unmanaged, 1 as declared\n\n"
          "Of ` sandbox ` (API ` v1 `): 1 of 1 live sync is managed (100%).\n\n"
          "1 sync is as declared.\n");
}

TEST_CASE("the comment of a drift is never longer than it may be, and keeps what needs a person most") {
    plan::drift shown = test::sample_drift();
    const plan::drift_sync changed = shown.syncs[1];
    for (int more = 0; more < 3'000; ++more) {
        shown.syncs.push_back(changed);
        shown.syncs.back().runs.reset();
    }
    for (const std::size_t limit : {comment_limit, std::size_t{8'000}, std::size_t{3'000}}) {
        const std::string text = drift_markdown(shown, test::one_file(), "", limit);
        CHECK(text.size() <= limit);
        CHECK(text.find("| **failing**, changed | ` accounts ` |") != std::string::npos);
        CHECK(text.find("Too long for a comment: ") != std::string::npos);
    }
}
