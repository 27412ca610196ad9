#include "text/redactor.hpp"

#include <doctest/doctest.h>

#include <random>

#include "text/escape.hpp"
#include "text/shell_word.hpp"

using namespace censusctl;

namespace {

std::string shown(std::string_view secret, std::string_view text) {
    text::redactor hides;
    hides.hide(secret);
    return hides.redact(text);
}

}  // namespace

TEST_CASE("a secret is taken out wherever it stands") {
    CHECK(shown("hush-hush", "a hush-hush b hush-hush") == "a [redacted] b [redacted]");
    CHECK(shown("hush-hush", "hush-hushhush-hush") == "[redacted]");
    CHECK(shown("hush-hush", "hush-hus").starts_with("hush-hus"));
    CHECK(shown("abc", "abc") == "abc");  // too short to be one
    CHECK(shown("", "text") == "text");
    CHECK(shown("secret", "") == "");
}

TEST_CASE("two secrets that overlap both go") {
    text::redactor hides;
    hides.hide("abcdef");
    hides.hide("defghi");
    CHECK(hides.redact("xabcdefghiy") == "x[redacted]y");
}

TEST_CASE("a long secret goes in parts too, as texts are cut to fit") {
    const std::string secret = "secret-token:0123456789abcdefghijklmnopqrstuvwxyz";
    CHECK(shown(secret, "'secret-token:0123456789ab…'") == "'[redacted]…'");
    CHECK(shown(secret, "…klmnopqrstuvwxyz") == "…[redacted]");
    CHECK(shown(secret, "x89abcdefghijklmx") == "x89abcdefghijklmx");  // fifteen bytes
    CHECK(shown(secret, "x789abcdefghijklmx") == "x[redacted]x");
    CHECK(shown(secret, "secret-token:") == "secret-token:");
}

TEST_CASE("the spellings of every format are known") {
    const std::string secret = "k\"e\\y<&>'/|%:,\n*_`end";
    CHECK(shown(secret, R"(k\"e\\y<&>'/|%:,\n*_`end)") == "[redacted]");
    CHECK(shown(secret, "k&quot;e\\y&lt;&amp;&gt;&#39;/|%:,\n*_`end") == "[redacted]");
    CHECK(shown(secret, "k&quot;e\\y&lt;&amp;&gt;&apos;/|%:,\n*_`end") == "[redacted]");
    CHECK(shown(secret, "k\"e\\y<&>'/|%25:,%0A*_`end") == "[redacted]");
    CHECK(shown(secret, "k\"e\\y<&>'/|%25%3A%2C%0A*_`end") == "[redacted]");
    CHECK(shown(secret, "k%22e%5Cy%3C%26%3E%27%2F%7C%25%3A%2C%0A%2A_%60end") == "[redacted]");
    CHECK(shown(secret, text::escape_for_terminal(secret)) == "[redacted]");
    CHECK(shown(secret, text::shell_word(secret)).find("end") == std::string::npos);
}

TEST_CASE("only long secrets make a file one that holds a secret") {
    text::redactor hides;
    hides.hide("users");
    hides.hide("a-token-of-some-length");
    CHECK_FALSE(hides.holds("all users"));
    CHECK(hides.holds("x a-token-of-some-length"));
    CHECK(hides.holds("a-token-of-some-"));
    CHECK_FALSE(hides.holds("a-token-of"));
}

TEST_CASE("no text is left with sixteen bytes of the secret in a row") {
    std::mt19937 random(5);
    for (int round = 0; round < 3'000; ++round) {
        std::string secret;
        for (auto size = 16 + random() % 30; size > 0; --size) {
            secret += static_cast<char>('a' + random() % 3);
        }
        std::string text;
        for (auto pieces = random() % 6; pieces > 0; --pieces) {
            const std::size_t from = random() % secret.size();
            text += secret.substr(from, random() % secret.size());
            text += static_cast<char>('a' + random() % 4);
        }
        const std::string hidden = shown(secret, text);
        for (std::size_t from = 0; from + 16 <= secret.size(); ++from) {
            CHECK(hidden.find(secret.substr(from, 16)) == std::string::npos);
        }
    }
}
