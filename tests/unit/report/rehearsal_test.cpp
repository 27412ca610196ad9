#include "report/rehearsal.hpp"

#include <doctest/doctest.h>

#include <boost/json/value.hpp>

#include "report/plan_markdown.hpp"
#include "unit/report/golden.hpp"
#include "unit/report/samples.hpp"
#include "unit/report/schema.hpp"

using namespace censusctl;
using namespace censusctl::report;

namespace {

rehearsal sample() {
    rehearsal made;
    made.created = 1;
    made.triggered = 1;
    made.writes = 2;
    made.reads = 3;
    made.requests = {
        {"POST", "/syncs",
         R"({"label":"A","hour":8,"half":0.5,"gone":null,"mappings":[{"from":{"value":true}}]})"},
        {"GET", "/sync_runs/{run of a}", "", 2},
        {"POST", "/syncs/{id of a}/trigger", ""}};
    return made;
}

std::string document_of(const rehearsal& shown) {
    const std::string text = plan_json(test::sample_plan(), test::one_file(), &shown);
    CHECK(test::complaint("plan.schema.json", test::parsed(text)).empty());
    return text;
}

}  // namespace

TEST_CASE("golden: a rehearsal that went well and its requests") {
    test::check_golden("rehearsal.txt", rehearsal_text(sample(), "https://census.example/api/v1", {}));
    test::check_golden("plan-rehearsed.json", document_of(sample()));
}

TEST_CASE("requests are shown where they were asked for only") {
    rehearsal shown = sample();
    shown.requests.reset();
    CHECK(rehearsal_text(shown, "u", {}) ==
          "Rehearsed in a copy of the workspace: 1 created, 1 triggered, with 2 writes and 3 reads.\n"
          "Planned again there: no changes.\n");
    CHECK_FALSE(test::parsed(document_of(shown)).at("rehearsal").as_object().contains("requests"));
    shown.requests.emplace();
    CHECK(rehearsal_text(shown, "u", {}).find("\n\nRequests to u after planning: none\n") !=
          std::string::npos);
}

TEST_CASE("what stays blocked is no failure") {
    rehearsal shown = sample();
    shown.requests.reset();
    shown.blocked = 2;
    CHECK(rehearsal_text(shown, "u", {}).find("no changes but 2 blocked, to be edited by hand.\n") !=
          std::string::npos);
}

TEST_CASE("nothing to do is said in one line") {
    CHECK(rehearsal_text({}, "u", {}) ==
          "Rehearsed in a copy of the workspace: there is nothing to do there either.\n");
    rehearsal shown;
    shown.blocked = 2;
    CHECK(rehearsal_text(shown, "u", {}) ==
          "Rehearsed in a copy of the workspace: nothing can be done there; 2 blocked, to be edited by "
          "hand.\n");
}

TEST_CASE("problems are told line by line and escaped") {
    rehearsal shown;
    shown.problems = {"! failed: create a\n    422: \x1b[31mno", "second"};
    CHECK(rehearsal_text(shown, "u", {}) ==
          "The rehearsal failed in a copy of the workspace; nothing real was touched:\n"
          "  ! failed: create a\n"
          "      422: \\x1b[31mno\n"
          "  second\n");
    CHECK(test::parsed(document_of(shown)).at("rehearsal").at("passed") == false);
}

TEST_CASE("hostile requests stay text") {
    rehearsal shown;
    shown.writes = 1;
    shown.requests = {{"POST", "/syncs\x1b]0;x\x07", "{\"label\":\"a\\u001b[31m\\u202e\"}"},
                      {"POST", "/broken", "{"}};
    const std::string text = rehearsal_text(shown, "u", {});
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find("\xe2\x80\xae") == std::string::npos);
    CHECK(text.find("{\"label\": \"a\\u001b[31m\\u202e\"}") != std::string::npos);
    CHECK(text.find("2. POST /broken\n      null\n") != std::string::npos);
}

TEST_CASE("a comment for a pull request says how the rehearsal went") {
    rehearsal shown = sample();
    const auto comment = [&](std::size_t limit) {
        return plan_markdown(test::sample_plan(), test::one_file(), {"", limit, "", &shown});
    };
    CHECK(comment(comment_limit)
              .find("### Rehearsal\n\n```text\nRehearsed in a copy of the workspace: 1 created, 1 triggered, "
                    "with 2 writes and 3 reads.\nPlanned again there: no changes.\n```\n") !=
          std::string::npos);
    CHECK(comment(comment_limit).find("Requests") == std::string::npos);
    shown.problems = {"! failed: create a\n    422: ```\n<script>\x1b"};
    CHECK(comment(comment_limit).find("\n## censusctl plan: the rehearsal failed\n") != std::string::npos);
    CHECK(comment(comment_limit)
              .find("````text\nThe rehearsal failed in a copy of the workspace; nothing real was touched:\n"
                    "  ! failed: create a\n      422: ```\n  <script>\\x1b\n````\n") != std::string::npos);
    shown.problems.assign(5'000, "many");
    CHECK(comment(8'000).size() <= 8'000);
    CHECK(comment(8'000).find("… and more: see the log of the job\n") != std::string::npos);
}
