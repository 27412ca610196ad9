#include "text/shell_word.hpp"

#include <doctest/doctest.h>

using censusctl::text::shell_word;

TEST_CASE("a word that no shell takes apart stays bare") {
    for (const char* word :
         {"syncs", "./a-b_c.yaml", "sha256:0f", "http://127.0.0.1:8091/api/v1", "large:10"}) {
        CHECK(shell_word(word) == word);
    }
}

TEST_CASE("other words of plain characters are quoted") {
    CHECK(shell_word("") == "''");
    CHECK(shell_word("two words") == "'two words'");
    CHECK(shell_word("it's") == "'it'\\''s'");
    CHECK(shell_word("$(reboot)`id`;*~\"\\&|<>#!") == "'$(reboot)`id`;*~\"\\&|<>#!'");
}

TEST_CASE("what cannot be shown is written in octal") {
    CHECK(shell_word("a\nb") == "$'a\\012b'");
    CHECK(shell_word("\x1b[2J'\\\xff") == "$'\\033[2J\\047\\134\\377'");
    CHECK(shell_word("\u7528 $x") == "$'\\347\\224\\250 $x'");
}
