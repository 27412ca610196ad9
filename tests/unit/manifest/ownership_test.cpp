#include <doctest/doctest.h>

#include "manifest/policy.hpp"

TEST_CASE("a pattern of labels") {
    censusctl::manifest::ownership owned;
    const auto fits = [&](const char* pattern, const char* label) {
        owned.labels.value = pattern;
        return owned.fits_label(label);
    };
    CHECK(fits("", "anything"));
    CHECK(fits("", ""));
    CHECK(fits("growth/*", "growth/a/b"));
    CHECK(fits("growth/*", "growth/"));
    CHECK_FALSE(fits("growth/*", "growth"));
    CHECK_FALSE(fits("growth/*", "my growth/a"));
    CHECK(fits("*growth*", "my growth/a"));
    CHECK(fits("*", ".hidden"));
    CHECK_FALSE(fits("*", ""));
    CHECK(fits("[staging] *", "[staging] Users"));
    CHECK_FALSE(fits("[staging] *", "s Users"));
    CHECK(fits("a?c", "abc"));
    CHECK_FALSE(fits("a?c", "ac"));
    CHECK(fits("*ab*ab", "ab aab ab"));
    CHECK_FALSE(fits("*ab*abc", "ab ab ab"));
    CHECK(fits("**", "x"));
}
