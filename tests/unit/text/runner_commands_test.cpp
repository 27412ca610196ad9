#include "text/runner_commands.hpp"

#include <doctest/doctest.h>

using censusctl::text::github_value;
using censusctl::text::without_runner_commands;

TEST_CASE("no line of text is a command of a runner") {
    CHECK(without_runner_commands("B##[add-mask]x", "text") == "B# #[add-mask]x");
    CHECK(without_runner_commands("###[x]", "text") == "## #[x]");
    CHECK(without_runner_commands("::set-env name=A::b", "text") == ": :set-env name=A::b");
    CHECK(without_runner_commands("a\n  \t::stop\nb ::c", "text") == "a\n  \t: :stop\nb ::c");
    CHECK(without_runner_commands("a:: b", "text") == "a:: b");
    CHECK(without_runner_commands(":::x", "text") == ": ::x");
    CHECK(without_runner_commands("", "text").empty());
    CHECK(without_runner_commands("a ##vso[task.setvariable]x ##teamcity[y", "text") ==
          "a # #vso[task.setvariable]x # #teamcity[y");
    CHECK(without_runner_commands("## a[1] ##1[ #a[ ##vso", "text") == "## a[1] ##1[ #a[ ##vso");
}

TEST_CASE("a format keeps its meaning") {
    CHECK(without_runner_commands(R"({"a": "B##[x]"})", "json") == R"({"a": "B\u0023#[x]"})");
    CHECK(without_runner_commands("<a>##[x]</a>", "junit") == "<a>&#35;#[x]</a>");
    CHECK(without_runner_commands("::error file=a::b##[c]", "github") == "::error file=a::b##[c]");
    CHECK(github_value("a::b##[c] ##vso[d]") == "a::b# #[c] # #vso[d]");
    CHECK(github_value("# one ## two").starts_with("# one ## two"));
}
