#include "cli/sync_choice.hpp"

#include <doctest/doctest.h>

using namespace censusctl;

namespace {

/// "1 2" of numbers, "/x" of a filter, or the problem.
std::string read(std::string_view answer, const std::vector<std::size_t>& shown = {1, 2, 3, 4, 5}) {
    const cli::chosen_numbers chosen = cli::read_choice(answer, shown, 5);
    if (chosen.filter) {
        return "/" + *chosen.filter;
    }
    std::string text = chosen.problem;
    for (const std::size_t number : chosen.numbers) {
        text += (text.empty() ? "" : " ") + std::to_string(number);
    }
    return text;
}

}  // namespace

TEST_CASE("an answer is numbers, ranges, all that is listed, or nothing") {
    CHECK(read("").empty());
    CHECK(read("  ").empty());
    CHECK(read("3") == "3");
    CHECK(read(" 5, 1-3 ,2") == "1 2 3 5");
    CHECK(read("4-4,") == "4");
    CHECK(read("all") == "1 2 3 4 5");
    CHECK(read("all", {2, 4}) == "2 4");
    CHECK(read("2", {4}) == "2");
}

TEST_CASE("what is no number there is is said, and what is no number filters") {
    CHECK(read("0") == "'0' is no number from 1 to 5");
    CHECK(read("1,6") == "'6' is no number from 1 to 5");
    CHECK(read("4-2") == "'4-2' is no number from 1 to 5");
    CHECK(read("1-99999999999999999999") == "/1-99999999999999999999");
    CHECK(read("mail") == "/mail");
    CHECK(read("/12") == "/12");
    CHECK(read("/") == "/");
    CHECK(read("1,x") == "/1,x");
    CHECK(read("-1") == "/-1");
}
