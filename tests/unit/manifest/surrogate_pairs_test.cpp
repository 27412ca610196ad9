#include "manifest/surrogate_pairs.hpp"

#include <doctest/doctest.h>

#include "reading.hpp"

using namespace censusctl;

namespace {

std::vector<std::string> items_of(std::string_view text) {
    diagnostics::collector problems;
    const auto tree = manifest::read_yaml(text, 0, problems);
    REQUIRE_MESSAGE(tree, test::described(problems.all()));
    std::vector<std::string> items;
    for (std::size_t index = 0; index < tree->root().size(); ++index) {
        items.emplace_back(tree->root().item(index).text());
    }
    return items;
}

}  // namespace

TEST_CASE("a text without pairs is not copied") {
    CHECK_FALSE(manifest::without_surrogate_pairs("a: b"));
    CHECK_FALSE(manifest::without_surrogate_pairs("\\u00e4 \\ud83d \\ude00 \\ud83d\\u0041"));
    CHECK_FALSE(manifest::without_surrogate_pairs("\\\\ud83d\\ude00"));
    CHECK_FALSE(manifest::without_surrogate_pairs("\\ud83d\\ude"));
    CHECK(manifest::without_surrogate_pairs("\\ud83d\\ude00")->size() == 12);
}

TEST_CASE("pairs of escapes mean what the quotes say") {
    CHECK(items_of(
              R"(["\ud83d\ude00", "a\uD83D\uDE00b\ud834\udd1ec\n", 'x\uD83d\uDe00y', z\ud83D\udE00, end])") ==
          std::vector<std::string>{"😀", "a😀b𝄞c\n", R"(x\uD83d\uDe00y)", R"(z\ud83D\udE00)", "end"});
}

TEST_CASE("what replaces a pair may also be written by hand") {
    CHECK(items_of(R"(["\ud83d\ude00\U0010FFFF\U0010FFFF", "\U0010FFFF\U0010FFFF", "\ud83d\ude00"])") ==
          std::vector<std::string>{"😀\U0010FFFF\U0010FFFF", "\U0010FFFF\U0010FFFF", "😀"});
}

TEST_CASE("places after a pair are those of the file") {
    diagnostics::collector problems;
    const auto tree = manifest::read_yaml(R"(["\ud83d\ude00", x])", 0, problems);
    REQUIRE(tree);
    CHECK(tree->root().item(0).where().length == 14);
    CHECK(tree->root().item(1).where().column == 18);
}

TEST_CASE("half a pair is refused where it stands") {
    diagnostics::collector problems;
    CHECK_FALSE(manifest::read_yaml(R"(["\ud83d\ude00", "\ud83d"])", 0, problems));
    CHECK(test::described(problems.all()) ==
          "1:25 yaml-syntax this escape is not a character\n"
          "  hint: write the character itself, or \\U and 8 digits instead of two \\u escapes\n");
}
