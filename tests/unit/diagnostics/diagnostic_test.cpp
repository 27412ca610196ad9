#include "diagnostics/diagnostic.hpp"

#include <doctest/doctest.h>

#include <set>

#include "diagnostics/source_map.hpp"

namespace {

using namespace censusctl::diagnostics;

}  // namespace

TEST_CASE("every code has a slug of its own and is found by it") {
    std::set<std::string_view> slugs;
    for (std::size_t at = 0; at < code_count; ++at) {
        const auto id = static_cast<code>(at);
        CHECK(info(id).id == id);
        CHECK(slugs.insert(info(id).slug).second);
        CHECK(find_code(info(id).slug) == id);
    }
    CHECK_FALSE(find_code("no-such-code").has_value());
}

TEST_CASE("problems are sorted by place and repeats are dropped") {
    collector problems;
    problems.report(code::field_unknown, {0, 9, 1, 1}, "late");
    problems.report(code::key_unknown, {0, 2, 5, 1}, "early");
    problems.report(code::key_unknown, {0, 2, 5, 1}, "early");
    problems.report(code::manifest_empty, {}, "of no place");
    const auto shown = sorted(problems.all());
    REQUIRE(shown.size() == 3);
    CHECK(shown[0].message == "of no place");
    CHECK(shown[1].message == "early");
    CHECK(shown[2].message == "late");
}

TEST_CASE("a text that several syncs use is judged once") {
    collector problems;
    for (const char* sync : {"a", "b", "c", "a"}) {
        problems.report(code::field_unknown, {0, 4, 9, 5}, "no field").sync = sync;
        problems.report(code::id_unknown, {}, "of no place").sync = sync;
    }
    auto shown = sorted(problems.all());
    REQUIRE(shown.size() == 5);  // of no place: one of each sync but for the repeat, which is not next to it
    CHECK(shown[4].sync == "a");
    CHECK(shown[4].hints == std::vector<std::string>{"2 more syncs use this text"});

    collector two;
    two.report(code::field_required_missing, {0, 4, 9, 5}, "missing").sync = "a";
    two.report(code::field_required_missing, {0, 4, 9, 5}, "missing").level = severity::warning;
    two.report(code::field_required_missing, {0, 4, 9, 5}, "missing").sync = "b";
    shown = sorted(two.all());
    REQUIRE(shown.size() == 2);
    CHECK(shown[0].hints == std::vector<std::string>{"1 more sync uses this text"});
    CHECK(shown[1].level == severity::warning);
}

TEST_CASE("a warning is no error") {
    collector problems;
    problems.report(code::schedule_field_unused, {0, 1, 1, 1}, "day has no effect");
    CHECK_FALSE(problems.has_errors());
    problems.report(code::yaml_syntax, {0, 1, 1, 1}, "broken");
    CHECK(problems.has_errors());
}

TEST_CASE("lines of a file are found without their ends") {
    source_map sources;
    const auto file = sources.add("a.yaml", "one\r\ntwo\n\nlast");
    CHECK(sources.path(file) == "a.yaml");
    CHECK(sources.line(file, 1) == "one");
    CHECK(sources.line(file, 2) == "two");
    CHECK(sources.line(file, 3).empty());
    CHECK(sources.line(file, 4) == "last");
    CHECK(sources.line(file, 5).empty());
    CHECK(sources.line(file, 0).empty());
    CHECK(sources.line(7, 1).empty());
}
