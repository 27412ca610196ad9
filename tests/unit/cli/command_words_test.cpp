#include "cli/command_words.hpp"

#include <doctest/doctest.h>

using namespace censusctl;

namespace {

using words = std::vector<std::string>;

cli::command_words ordered(words given) {
    const cli::word_rules rules{[](std::string_view word) { return word == "plan" || word == "apply"; },
                                [](std::string_view word) {
                                    return word == "-C" || word == "--format";
                                }};
    return cli::in_order(std::move(given), rules);
}

}  // namespace

TEST_CASE("options may stand before the command and behind it") {
    CHECK(ordered({"plan", "-C", "x"}).words == words{"plan", "-C", "x"});
    CHECK(ordered({"-C", "x", "plan", "a.yaml"}).words == words{"plan", "-C", "x", "a.yaml"});
    CHECK(ordered({"-C", "plan", "apply"}).words == words{"apply", "-C", "plan"});
    CHECK(ordered({"--format=json", "--quiet", "plan"}).words == words{"plan", "--format=json", "--quiet"});
    CHECK(ordered({"--version"}).words == words{"--version"});
    CHECK(ordered({"plan", "help"}).words == words{"plan", "help"});
}

TEST_CASE("no words, help and version") {
    CHECK(ordered({}).words == words{"--help"});
    CHECK(ordered({"help"}).words == words{"--help"});
    CHECK(ordered({"help", "plan"}).words == words{"plan", "--help"});
    CHECK(ordered({"version"}).words == words{"--version"});
    CHECK(ordered({"help", "pln"}).unknown == "pln");
    CHECK(ordered({"help", "--man"}).as_man_page);
    CHECK(ordered({"help", "--man"}).words == words{"--help"});
    CHECK(ordered({"help", "--man", "plan"}).words == words{"plan", "--help"});
    CHECK_FALSE(ordered({"help", "plan"}).as_man_page);
}

TEST_CASE(
    "a word in the command's place that is none is told, and an option that lacks its value is left to the "
    "parser") {
    CHECK(ordered({"pln", "--format", "json"}).unknown == "pln");
    CHECK(ordered({"-C", "x", "pln"}).unknown == "pln");
    CHECK(ordered({"plan"}).unknown.empty());
    CHECK(ordered({"--format"}).unknown.empty());
    CHECK(ordered({"-"}).unknown == "-");
}
