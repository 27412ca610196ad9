#include <doctest/doctest.h>

#include <string>

#include "sandbox/fault_rule.hpp"

using censusctl::sandbox::path_matches;

TEST_CASE("a pattern matches paths by segment") {
    CHECK(path_matches("/syncs", "/syncs"));
    CHECK(!path_matches("/syncs", "/syncs/61"));
    CHECK(!path_matches("/syncs/61", "/syncs"));
    CHECK(path_matches("/syncs/*", "/syncs/61"));
    CHECK(!path_matches("/syncs/*", "/syncs/61/trigger"));
    CHECK(path_matches("/syncs/*/trigger", "/syncs/61/trigger"));
    CHECK(path_matches("/syncs*", "/syncs"));
    CHECK(path_matches("/s*s/*1", "/sources/101"));
    CHECK(!path_matches("/s*s/*1", "/sources/102"));
    CHECK(path_matches("/syncs/**", "/syncs/61/trigger"));
    CHECK(path_matches("/**/trigger", "/syncs/61/trigger"));
    CHECK(!path_matches("/**/trigger", "/syncs/61/sync_runs"));
}

TEST_CASE("no pattern and a lone star match every path") {
    for (const char* pattern : {"", "*", "**"}) {
        CHECK(path_matches(pattern, "/"));
        CHECK(path_matches(pattern, "/syncs/61/trigger"));
    }
}

TEST_CASE("a pattern of many stars is decided quickly") {
    std::string pattern = "/";
    for (int i = 0; i < 200; ++i)
        pattern += "*a";
    CHECK(!path_matches(pattern, "/" + std::string(2000, 'a') + "b"));
    CHECK(path_matches(pattern, "/" + std::string(2000, 'a')));
}
