#include <doctest/doctest.h>

#include "report/display_width.hpp"
#include "report/plan_markdown.hpp"
#include "report/render.hpp"
#include "support/work.hpp"
#include "text/code_points.hpp"
#include "unit/report/golden.hpp"
#include "unit/report/samples.hpp"

using namespace censusctl;
using namespace censusctl::report;

TEST_CASE("golden: a plan with one of each action") {
    test::check_golden("plan.txt",
                       plan_text(test::sample_plan(), test::one_file(), {}, {.next = test::apply_sample}));
    test::check_golden("plan-colour.txt", plan_text(test::sample_plan(), test::one_file(), {true, 100},
                                                    {.next = test::apply_sample}));
}

TEST_CASE("golden: a plan with errors says that nothing can be applied") {
    plan::plan faulty = test::sample_plan();
    faulty.diagnostics = {test::unknown_field()};
    test::check_golden("plan-errors.txt", plan_text(faulty, test::one_file(), {}));
}

TEST_CASE("golden: hostile texts cannot move the cursor or fake a line") {
    const std::string text = plan_text(test::hostile_plan(), test::hostile_file(), {});
    test::check_golden("plan-hostile.txt", text);
    for (std::size_t at = 0; at < text.size();) {
        const auto one = text::decode(text, at);
        REQUIRE(one.valid);
        REQUIRE((one.value == '\n' || !text::is_unsafe(one.value)));
        at += one.size;
    }
    CHECK(text.find("\nPlan: 0 to create") == std::string::npos);
}

TEST_CASE("no changes") {
    plan::plan same;
    same.unchanged = {"a", "b"};
    CHECK(plan_text(same, test::one_file(), {}) ==
          "No changes. The workspace is as the files say: 2 unchanged, 0 unmanaged.\n");
}

TEST_CASE("errors alone are not called no changes") {
    plan::plan faulty;
    faulty.id = "sha256:x";
    faulty.diagnostics = {test::unknown_field()};
    const std::string text = plan_text(faulty, test::one_file(), {});
    CHECK(text.find("No changes") == std::string::npos);
    CHECK(text.find("Plan: 0 to create, 0 to update, 0 to delete, 0 to trigger, 0 blocked; 0 unchanged, 0 "
                    "unmanaged.\n\nNothing can be applied until the errors above are solved.\n") !=
          std::string::npos);
}

TEST_CASE("a new sync is two lines, or all that it is") {
    const plan::plan made = test::sample_plan();
    model::catalogue metadata;
    metadata.sources.push_back({.id = 4, .name = "Warehouse", .label = "", .objects = {}});
    metadata.destinations.push_back({.id = 15, .name = "Braze\x1b", .objects = {}});
    const std::string folded = plan_text(made, test::one_file(), {}, {.full = false, .metadata = &metadata});
    CHECK(folded.find("\n  + create braze-users (label 'Braze users')  syncs/braze.yaml:3:3\n"
                      "      Warehouse / braze_test -> Braze\\x1b / user: upsert, 3 mappings\n\n") !=
          std::string::npos);
    CHECK(folded.find("source.connection") == std::string::npos);
    // What changes is shown whole all the same.
    CHECK(folded.find("\n      schedule.hour: 9 -> 8\n") != std::string::npos);
    const std::string whole = plan_text(made, test::one_file(), {}, {.metadata = &metadata});
    CHECK(whole.find("\n      source.connection: Warehouse (4)\n") != std::string::npos);
    CHECK(whole.find("\n      destination.connection: Braze\\x1b (15)\n") != std::string::npos);
}

TEST_CASE("of a new sync's cron expression it is said what it comes to, folded as far as there is room") {
    plan::plan made = test::sample_plan();
    plan::change& change = made.changes[0];
    change.desired.schedule = {};
    change.desired.schedule.frequency = "expression";
    change.desired.schedule.cron_expression = "30 8 * * *";
    change.fields = diff::creation(change.desired);
    model::catalogue metadata;
    metadata.sources.push_back({.id = 4, .name = "Warehouse", .label = "", .objects = {}});
    metadata.destinations.push_back({.id = 15, .name = "Braze", .objects = {}});
    const auto text_of = [&](int width, bool full) {
        return plan_text(made, test::one_file(),
                         {.colour = false,
                          .width = width,
                          .now = std::chrono::sys_days{std::chrono::year(2026) / 11 / 27}},
                         {.full = full, .metadata = &metadata});
    };
    const std::string runs = "; next at 2026-11-27 08:30, 2026-11-28 08:30, 2026-11-29 08:30 UTC\n";
    CHECK(text_of(80, true).find("\n      schedule.cron_expression: 30 8 * * *\n"
                                 "        at 08:30 UTC, every day" +
                                 runs) != std::string::npos);
    const std::string flow = "\n      Warehouse / braze_test -> Braze / user: upsert, 3 mappings";
    CHECK(text_of(160, false).find(flow + "; at 08:30 UTC, every day" + runs) != std::string::npos);
    CHECK(text_of(100, false).find(flow + "; at 08:30 UTC, every day\n") != std::string::npos);
    CHECK(text_of(80, false).find(flow + "\n") != std::string::npos);
}

TEST_CASE("a folded sync keeps to the width of the terminal, its risks and its reason stay") {
    plan::plan made = test::sample_plan();
    made.changes.erase(made.changes.begin() + 1, made.changes.end());
    plan::change& change = made.changes[0];
    change.desired.operation = "mirror";
    change.desired.destination.object = std::string(300, 'o');
    change.label = std::string(300, 'l');
    change.note = "asked for";
    for (const int width : {80, 120}) {
        const std::string text = plan_text(made, test::one_file(), {false, width}, {.full = false});
        const std::size_t from = text.find("  + create");
        REQUIRE(from != std::string::npos);
        CHECK(
            text.find("\n      reason: asked for\n      risk: a new mirror: records that the source does not "
                      "have are deleted\n") != std::string::npos);
        CHECK(text.find("as a mirror:") == std::string::npos);
        std::size_t start = from;
        for (std::size_t end = text.find('\n', start); end != std::string::npos && start < text.find("Cost:");
             start = end + 1, end = text.find('\n', start)) {
            CHECK(display_width(std::string_view(text).substr(start, end - start)) <= width);
        }
        CHECK(text.find(" mappings\n") != std::string::npos);
    }
}

TEST_CASE("what has to be edited by hand says where, where the vendor's pages are") {
    plan::plan made = test::sample_plan();
    CHECK(
        plan_text(made, test::one_file(), {})
            .find(
                "edit by hand:\n        https://app.getcensus.com/syncs/61/overview\n        1. in Census") !=
        std::string::npos);
    made.workspace.base_url = "http://127.0.0.1:1/api/v1";
    CHECK(plan_text(made, test::one_file(), {}).find("edit by hand:\n        1. in Census") !=
          std::string::npos);
}

TEST_CASE("why something is left to a person is said as the generation has it") {
    plan::plan made = test::sample_plan();
    CHECK(plan_text(made, test::one_file(), {})
              .find("\n      this API cannot change a sync; edit by hand:\n") != std::string::npos);
    made.workspace.api = "v2";
    CHECK(plan_text(made, test::one_file(), {})
              .find("\n      this change cannot be made through the API; make it by hand:\n") !=
          std::string::npos);
    CHECK(plan_markdown(made, test::one_file(), {})
              .find("\nThis change cannot be made through the API. Make it by hand "
                    "(https://app.getcensus.com/syncs/61/overview):\n") != std::string::npos);
    // What `protect` keeps is no matter of the API.
    made.changes[1].why = plan::reason::replaced;
    CHECK(plan_text(made, test::one_file(), {}).find("\n      delete it by hand:\n") != std::string::npos);
    CHECK(plan_markdown(made, test::one_file(), {}).find("\nDelete it by hand (") != std::string::npos);
}

TEST_CASE("long values are cut in the middle to the width of the terminal") {
    plan::plan wide = test::sample_plan();
    wide.changes.erase(wide.changes.begin());
    wide.changes[0].fields = {
        {{model::attribute::destination_object, {}}, std::string(200, 'a'), "z" + std::string(200, 'b')}};
    const std::string text = plan_text(wide, test::one_file(), {false, 80});
    CHECK(text.find("      destination.object: aaaaaaaaaaaa…aaaaaaaaaaaa -> zbbbbbbbbbbb…bbbbbbbbbbbb\n") !=
          std::string::npos);
}

TEST_CASE("a trigger that waits for many names the first five") {
    plan::plan waiting = test::sample_plan();
    waiting.changes.erase(waiting.changes.begin(), waiting.changes.begin() + 2);
    waiting.changes[0].depends_on = {"trigger:a", "trigger:b", "trigger:c",
                                     "trigger:d", "trigger:e", "trigger:f"};
    CHECK(
        plan_text(waiting, test::one_file(), {})
            .find(
                "  > trigger braze-users  run: on_create, after trigger:a, trigger:b, trigger:c, trigger:d, "
                "trigger:e and 1 more  syncs/braze.yaml:3:3\n") != std::string::npos);
}

TEST_CASE("the memory that a plan is printed with grows no faster than the number of changes") {
    const auto sources = test::one_file();
    const auto work_for = [&](std::size_t count, auto print) {
        plan::plan many = test::sample_plan();
        const plan::change blocked = many.changes[1];
        many.changes.assign(count, blocked);
        return test::work_of([&] { CHECK(print(many).size() > 100 * count); });
    };
    const auto check = [&](auto print) {
        const test::work some = work_for(1'000, print);
        const test::work more = work_for(4'000, print);
        CHECK_MESSAGE(test::grows_gently(some.allocated_bytes, more.allocated_bytes),
                      some.allocated_bytes << " bytes, then " << more.allocated_bytes);
        CHECK_MESSAGE(test::grows_gently(some.comparisons, more.comparisons),
                      some.comparisons << " comparisons of texts, then " << more.comparisons);
    };
    check([&](const plan::plan& todo) { return plan_text(todo, sources, {}); });
    check([&](const plan::plan& todo) { return plan_json(todo, sources); });
}
