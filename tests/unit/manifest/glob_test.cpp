#include "manifest/glob.hpp"

#include <doctest/doctest.h>

#include <string>

using censusctl::manifest::is_pattern;
using censusctl::manifest::matches_name;

TEST_CASE("a path is a pattern if it holds a wildcard") {
    CHECK(is_pattern("a*"));
    CHECK(is_pattern("a?"));
    CHECK(is_pattern("[a]"));
    CHECK_FALSE(is_pattern("syncs/a.yaml"));
}

TEST_CASE("stars and question marks match texts and characters") {
    CHECK(matches_name("*.yaml", "a.yaml"));
    CHECK(matches_name("*", "anything"));
    CHECK(matches_name("a*b*c", "axxbyybc"));
    CHECK(matches_name("**", "x"));
    CHECK(matches_name("a", "a"));
    CHECK(matches_name("?.yaml", "ä.yaml"));
    CHECK_FALSE(matches_name("*.yaml", "a.yml"));
    CHECK_FALSE(matches_name("a*b", "axc"));
    CHECK_FALSE(matches_name("?", "ab"));
    CHECK_FALSE(matches_name("a?", "a"));
    CHECK_FALSE(matches_name("", "a"));
}

TEST_CASE("brackets match one of their characters") {
    CHECK(matches_name("[abc].x", "b.x"));
    CHECK(matches_name("[a-c]", "b"));
    CHECK(matches_name("[!a-c]", "d"));
    CHECK(matches_name("[^a]", "b"));
    CHECK(matches_name("[]a]", "]"));
    CHECK(matches_name("[a-]", "-"));
    CHECK(matches_name("[ä-ü]", "ö"));
    CHECK_FALSE(matches_name("[!a-c]", "b"));
    CHECK_FALSE(matches_name("[a-c]", "d"));
}

TEST_CASE("a bracket that is not closed stands for itself") {
    CHECK(matches_name("[a", "[a"));
    CHECK_FALSE(matches_name("[a", "a"));
    CHECK(matches_name("[", "["));
}

TEST_CASE("hidden names are matched only when the pattern says the dot") {
    CHECK_FALSE(matches_name("*", ".git"));
    CHECK_FALSE(matches_name("?git", ".git"));
    CHECK(matches_name(".*", ".git"));
}

TEST_CASE("a hostile pattern costs no more than length times length") {
    std::string pattern;
    for (int star = 0; star < 1000; ++star) {
        pattern += "*a";
    }
    CHECK_FALSE(matches_name(pattern + "b", std::string(3000, 'a')));
}
