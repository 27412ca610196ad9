#include "report/explain_diff.hpp"

#include <doctest/doctest.h>

#include "unit/report/golden.hpp"
#include "unit/report/samples.hpp"

using namespace censusctl;
using namespace censusctl::report;

namespace {

explained_sync sample() {
    model::sync_spec desired = test::users_spec("Braze users");
    model::sync_spec live = test::users_spec("Braze users");
    desired.schedule.hour = 24;
    live.schedule = {"weekly", "SUNDAY", {}, 15};
    live.mappings[1].from = model::constant_source{"Text", "cohort_1", model::scalar_kind::text};
    live.mappings.pop_back();
    return {"braze-users", "Braze users", 61, diff::explain(desired, live, {true})};
}

std::vector<std::string> paths_under(std::string_view field, bool case_sensitive = true) {
    std::vector<std::string> paths;
    for (const diff::attribute_comparison& row : under(sample().rows, field, {case_sensitive})) {
        paths.push_back(to_string(row.path));
    }
    return paths;
}

}  // namespace

TEST_CASE("golden: every attribute with both values and the rule") {
    test::check_golden("explain.txt", explain_diff_text(sample(), {}));
    test::check_golden("explain.json", explain_diff_json(sample()));
}

TEST_CASE("a field selects itself and what lies under it") {
    CHECK(under(sample().rows, "", {true}).size() == sample().rows.size());
    CHECK(paths_under("schedule.hour") == std::vector<std::string>{"schedule.hour"});
    CHECK(paths_under("schedule") ==
          std::vector<std::string>{"schedule.frequency", "schedule.day", "schedule.hour", "schedule.minute"});
    CHECK(paths_under("schedule.h").empty());
    CHECK(paths_under("mappings[cohort].from") ==
          std::vector<std::string>{"mappings[cohort].from.value", "mappings[cohort].from.type"});
    CHECK(paths_under("mappings[tags]") ==
          std::vector<std::string>{"mappings[tags].from", "mappings[tags].operation"});
    CHECK(paths_under("mappings").size() == 7 + 8 + 2);
    CHECK(paths_under("nothing").empty());
}

TEST_CASE("a mapping is found in other capitals where its object does not tell them apart") {
    CHECK(paths_under("mappings[COHORT].from").empty());
    CHECK(paths_under("mappings[COHORT].from", false) ==
          std::vector<std::string>{"mappings[cohort].from.value", "mappings[cohort].from.type"});
    CHECK(paths_under("Schedule", false).empty());
}

TEST_CASE("a value that claims not to be compared is compared all the same") {
    explained_sync shown = sample();
    shown.rows = {{{model::attribute::label, {}},
                   "(not compared)",
                   "(not compared)",
                   "(not compared)",
                   "(not compared)",
                   true,
                   true,
                   "Compared as written."}};
    CHECK(explain_diff_text(shown, {}).find("= label  equal\n") != std::string::npos);
}

TEST_CASE("hostile texts are escaped") {
    explained_sync shown = sample();
    shown.key = shown.label = test::hostile;
    shown.rows = {{{model::attribute::mapping_from, test::hostile},
                   test::hostile,
                   test::hostile,
                   test::hostile,
                   test::hostile,
                   false,
                   true,
                   "Rule."}};
    const std::string text = explain_diff_text(shown, {});
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find("\nPlan:") == std::string::npos);
    CHECK(explain_diff_json(shown).find('\x1b') == std::string::npos);
}

TEST_CASE("whose a difference is, is said of what is different alone, and where a base is known") {
    explained_sync shown = sample();
    const std::string alone = explain_diff_text(shown, {});
    shown.base = "the apply of \x1b[31mnow";
    shown.sides["schedule.minute"] = {plan::moved_side::workspace, std::int64_t{3}};
    shown.sides["mappings[tags].from"] = {plan::moved_side::unknown, std::nullopt};
    shown.sides["label"] = {plan::moved_side::files, std::nullopt};  // equal
    const std::string text = explain_diff_text(shown, {});
    CHECK(alone.find("hose change") == std::string::npos);
    CHECK(text.find("    whose change:   the workspace's\n    before:         3\n    rule: ") !=
          std::string::npos);
    CHECK(text.find("    whose change:   cannot be told\n    rule: ") != std::string::npos);
    CHECK(text.find("the files'") == std::string::npos);
    CHECK(text.find("Whose change it is follows from the apply of \\x1b[31mnow.\n") != std::string::npos);
    const std::string document = explain_diff_json(shown);
    CHECK(document.find(R"("moved": "workspace",)") != std::string::npos);
    CHECK(document.find(R"("moved": null)") != std::string::npos);
    CHECK(document.find(R"("moved": "files")") == std::string::npos);
}
