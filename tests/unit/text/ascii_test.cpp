#include "text/ascii.hpp"

#include <doctest/doctest.h>

using namespace censusctl::text;

TEST_CASE("the capitals of ASCII become small letters, and nothing else changes") {
    for (int byte = 0; byte < 256; ++byte) {
        const char character = static_cast<char>(byte);
        const bool capital = byte >= 'A' && byte <= 'Z';
        CHECK(lower(character) == static_cast<char>(capital ? byte + 32 : byte));
    }
    CHECK(lower(U'Q') == U'q');
    CHECK(lower(U'Ä') == U'Ä');
    CHECK(lower_case("Straße ÄÖ_1 [@`]") == "straße ÄÖ_1 [@`]");
    CHECK(lower_case("").empty());
}

TEST_CASE("texts are the same but for the case of ASCII letters") {
    CHECK(same_but_for_case("", ""));
    CHECK(same_but_for_case("eMail", "EmAIL"));
    CHECK_FALSE(same_but_for_case("email", "emails"));
    CHECK_FALSE(same_but_for_case("emails", "email"));
    CHECK_FALSE(same_but_for_case("Ä", "ä"));
    CHECK_FALSE(same_but_for_case("@", "`"));  // 32 apart, as letters are
}
