#include "report/drift_report.hpp"

#include <doctest/doctest.h>

#include "text/code_points.hpp"
#include "unit/report/drift_samples.hpp"
#include "unit/report/golden.hpp"
#include "unit/report/schema.hpp"

using namespace censusctl;
using namespace censusctl::report;

namespace {

void check_document(const std::string& name, const plan::drift& shown,
                    const diagnostics::source_map& sources) {
    const std::string text = drift_json(shown, sources);
    test::check_golden(name, text);
    CHECK(test::complaint("drift.schema.json", test::parsed(text)) == "");
}

}  // namespace

TEST_CASE("golden: a drift with one sync in each state") {
    test::check_golden("drift.txt", drift_text(test::sample_drift(), test::one_file(), {}));
    test::check_golden("drift-colour.txt", drift_text(test::sample_drift(), test::one_file(), {true, 100}));
    check_document("drift.json", test::sample_drift(), test::one_file());
}

TEST_CASE("golden: a drift without runs or a base") {
    plan::drift shown;
    shown.base_url = "sandbox";
    shown.api = "2021";
    shown.diagnostics = {test::unknown_field()};
    test::check_golden("drift-errors.txt", drift_text(shown, test::one_file(), {}));
    check_document("drift-errors.json", shown, test::one_file());
}

TEST_CASE("golden: hostile texts of a drift stay values") {
    const std::string text = drift_text(test::hostile_drift(), test::hostile_file(), {});
    test::check_golden("drift-hostile.txt", text);
    for (std::size_t at = 0; at < text.size();) {
        const auto one = text::decode(text, at);
        REQUIRE(one.valid);
        REQUIRE((one.value == '\n' || !text::is_unsafe(one.value)));
        at += one.size;
    }
    CHECK(text.find("\nPlan: 0 to create") == std::string::npos);
    check_document("drift-hostile.json", test::hostile_drift(), test::hostile_file());
}

TEST_CASE("the schema of a drift refuses what is no drift") {
    boost::json::value document = test::parsed(drift_json(test::sample_drift(), test::one_file()));
    document.as_object()["syncs"].as_array()[0].as_object()["state"] = "left";
    CHECK(test::complaint("drift.schema.json", document) != "");
    CHECK(test::complaint("drift.schema.json", test::parsed("{}")) != "");
}

TEST_CASE("runs in words") {
    CHECK(runs_in_words({}) == "none yet");
    CHECK(runs_in_words(plan::health_of({test::sample_run(1, "working")})) ==
          "1 under way; records: 0 processed, 0 failed, 2 invalid");
    CHECK(runs_in_words(plan::health_of({test::sample_run(2, "completed"), test::sample_run(1, "failed"),
                                         test::sample_run(0, "skipped")})) ==
          "1 of 2 succeeded (50%), 1 canceled or skipped; records: 1200 processed, 8 failed, 6 invalid");
}
