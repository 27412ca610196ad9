#include "report/problem_formats.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "golden.hpp"
#include "samples.hpp"

using namespace censusctl;

namespace {

std::vector<diagnostics::diagnostic> some_problems() {
    diagnostics::diagnostic error = test::unknown_field();
    diagnostics::diagnostic again = error;
    again.where.line = 8;
    diagnostics::diagnostic warning = error;
    warning.id = diagnostics::code::schedule_field_unused;
    warning.level = diagnostics::severity::warning;
    warning.message = "day has no effect: 50%, at most";
    diagnostics::diagnostic nowhere = error;
    nowhere.id = diagnostics::code::manifest_empty;
    nowhere.where = {};
    nowhere.notes.clear();
    return {nowhere, error, warning, again};
}

std::vector<diagnostics::diagnostic> hostile_problems() {
    diagnostics::diagnostic problem = test::unknown_field();
    problem.message = problem.sync = test::hostile + "::error::x]]></failure><script>";
    problem.hints = {test::hostile};
    problem.notes[0].message = test::hostile;
    return {problem};
}

}  // namespace

TEST_CASE("problems as other tools read them") {
    const auto sources = test::one_file();
    test::check_golden("problems.sarif", report::diagnostics_sarif(some_problems(), sources));
    test::check_golden("problems.junit.xml", report::diagnostics_junit(some_problems(), sources));
    test::check_golden("problems.github.txt", report::diagnostics_github(some_problems(), sources));
    test::check_golden("problems.gitlab.json", report::diagnostics_gitlab(some_problems(), sources));
}

TEST_CASE("no problems are a report too") {
    const auto sources = test::one_file();
    CHECK(report::diagnostics_github({}, sources).empty());
    CHECK(report::diagnostics_gitlab({}, sources) == "[]\n");
    CHECK(report::diagnostics_junit({}, sources).find("tests=\"1\" failures=\"0\"") != std::string::npos);
    CHECK(report::diagnostics_sarif({}, sources).find("\"results\": []") != std::string::npos);
}

TEST_CASE("hostile texts stay texts in every format") {
    const auto sources = test::hostile_file();
    const std::string github = report::diagnostics_github(hostile_problems(), sources);
    CHECK(std::count(github.begin(), github.end(), '\n') == 1);
    CHECK(github.rfind("::error file=", 0) == 0);
    const std::string junit = report::diagnostics_junit(hostile_problems(), sources);
    CHECK(junit.find("<script>") == std::string::npos);
    CHECK(junit.find("<b>") == std::string::npos);
    for (const std::string& text : {github, junit, report::diagnostics_gitlab(hostile_problems(), sources),
                                    report::diagnostics_sarif(hostile_problems(), sources)}) {
        CHECK(text.find('\x1b') == std::string::npos);
        CHECK(text.find('\r') == std::string::npos);
        CHECK(text.find("\u202E") == std::string::npos);
    }
}

TEST_CASE("a fingerprint for GitLab does not move with the line and tells repeats apart") {
    const auto sources = test::one_file();
    auto problems = some_problems();
    const auto fingerprints = [&] {
        std::vector<std::string> found;
        const std::string text = report::diagnostics_gitlab(problems, sources);
        for (std::size_t at = text.find("\"fingerprint\""); at != std::string::npos;
             at = text.find("\"fingerprint\"", at + 1)) {
            found.push_back(text.substr(at, 82));
        }
        return found;
    };
    const auto before = fingerprints();
    REQUIRE(before.size() == 4);
    CHECK(before[1] != before[3]);
    problems[1].where.line = 7;
    CHECK(fingerprints() == before);
}
