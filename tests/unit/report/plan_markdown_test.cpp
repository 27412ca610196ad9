#include "report/plan_markdown.hpp"

#include <doctest/doctest.h>

#include "golden.hpp"
#include "samples.hpp"

using namespace censusctl;

TEST_CASE("a plan as a comment of a pull request") {
    plan::plan made = test::sample_plan();
    const report::markdown_options linked{"https://github.com/acme/syncs/blob/abc123/", report::comment_limit,
                                          test::apply_sample};
    test::check_golden("plan.md", report::plan_markdown(made, test::one_file(), linked));
    made.diagnostics = {test::unknown_field()};
    test::check_golden("plan-errors.md", report::plan_markdown(made, test::one_file(), {}));
}

TEST_CASE("a plan without changes says so and offers nothing to apply") {
    plan::plan made = test::sample_plan();
    made.changes.clear();
    const std::string text = report::plan_markdown(made, test::one_file(), {});
    CHECK(text.rfind("<!-- censusctl-plan -->\n## censusctl plan: no changes\n", 0) == 0);
    CHECK(text.find("censusctl apply") == std::string::npos);
}

TEST_CASE("hostile texts stand in code and stay there") {
    const std::string text = report::plan_markdown(test::hostile_plan(), test::hostile_file(), {});
    test::check_golden("plan-hostile.md", text);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find('\r') == std::string::npos);
}

TEST_CASE("a comment is never longer than it may be and the riskiest details stay") {
    plan::plan made = test::sample_plan();
    const plan::change create = made.changes[0];
    for (int more = 0; more < 3'000; ++more) {
        plan::change another = create;
        another.sync += std::to_string(more);
        made.changes.push_back(another);
    }
    for (const std::size_t limit : {report::comment_limit, std::size_t{8'000}, std::size_t{20'000}}) {
        const std::string text =
            report::plan_markdown(made, test::one_file(), {"", limit, test::apply_sample});
        CHECK(text.size() <= limit);
        CHECK(text.find("| blocked | ` accounts `") != std::string::npos);
        CHECK(text.find("<details><summary>blocked <code>accounts</code>") != std::string::npos);
        CHECK(text.find("Too long for a comment: ") != std::string::npos);
        CHECK(text.find("censusctl apply --auto-approve --expect sha256:") != std::string::npos);
    }
}

TEST_CASE("a row says from where to where in names, and a column that would be empty is left out") {
    plan::plan made = test::sample_plan();
    made.changes.erase(made.changes.begin() + 1, made.changes.end());
    made.changes[0].source = {};
    model::catalogue metadata;
    metadata.sources.push_back({.id = 4, .name = "Ware|house", .label = "", .objects = {}});
    metadata.destinations.push_back({.id = 15, .name = "Braze", .objects = {}});
    report::markdown_options options;
    options.metadata = &metadata;
    const std::string text = report::plan_markdown(made, test::one_file(), options);
    CHECK(text.find(
              "| action | sync | from → to | id |\n|---|---|---|---|\n"
              "| create | ` braze-users ` | ` Ware\\|house / braze_test ` → ` Braze / user ` | new |\n") !=
          std::string::npos);
    CHECK(text.find("+ source.connection: Ware|house (4)\n") != std::string::npos);
    made.changes[0].note = "asked for";
    CHECK(report::plan_markdown(made, test::one_file(), options)
              .find("| from → to | id | note |\n|---|---|---|---|---|\n") != std::string::npos);
}

TEST_CASE("a comment tells what a plan risks before it tells of which sync") {
    plan::plan made = test::sample_plan();
    made.changes[0].desired.operation = "mirror";
    const std::string text = report::plan_markdown(made, test::one_file(), {});
    CHECK(text.find("> [!WARNING]\n> 1 can take records away, 1 stops writing a field.\n>\n> * ") !=
          std::string::npos);
    CHECK(text.find("as a mirror: ") == std::string::npos);
}
