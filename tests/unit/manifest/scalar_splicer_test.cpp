#include "manifest/scalar_splicer.hpp"

#include <doctest/doctest.h>

#include "manifest/yaml_reader.hpp"

using namespace censusctl;

namespace {

manifest::yaml_tree tree_of(const std::string& text) {
    diagnostics::collector problems;
    auto tree = manifest::read_yaml(text, 0, problems);
    REQUIRE_MESSAGE(tree, text);
    return std::move(*tree);
}

std::string told(const manifest::spliced_text& made) {
    return made.refusal.empty() ? made.text : "refused: " + made.refusal;
}

/// The value of `a` made `written`.
std::string changed(const std::string& text, const std::string& written) {
    const manifest::yaml_tree tree = tree_of(text);
    const auto at = tree.root().find("a");
    REQUIRE(at);
    return told(manifest::splice_scalars(text, tree, {{tree.root().value(*at).where(), written}}));
}

std::string with_keys(const std::string& text, const manifest::written_scalars& values,
                      const std::vector<std::string>& path = {"workspace"}) {
    return told(manifest::splice_keys(text, tree_of(text), path, values));
}

}  // namespace

TEST_CASE("a scalar is changed at its very place, whatever stands round it") {
    CHECK(changed("# x\na: 61  # why\nb: 1\n", "62") == "# x\na: 62  # why\nb: 1\n");
    CHECK(changed("{b: 1, a: 'it''s',c: 2}", "62") == "{b: 1, a: 62,c: 2}");
    CHECK(changed("a: \"\xc3\xa4\\\"x\"\r\nb: 1\r\n", "y") == "a: y\r\nb: 1\r\n");
    CHECK(changed("b: \xe6\x97\xa5\na:   Snowflake - Prod # x\n", "S") == "b: \xe6\x97\xa5\na:   S # x\n");
    CHECK(changed("\xef\xbb\xbf"
                  "a: 1\nb: 2\n",
                  "7") ==
          "\xef\xbb\xbf"
          "a: 7\nb: 2\n");
    CHECK(changed("a:\n  61\n", "62") == "a:\n  62\n");
    CHECK(changed("a: 1", "2") == "a: 2");
}

TEST_CASE("a scalar in place of an alias is the alias's own, and one with an anchor is left alone") {
    CHECK(changed("b: &x Braze\na: *x\nc: *x\n", "Ads") == "b: &x Braze\na: Ads\nc: *x\n");
    CHECK(changed("b: &x Braze\nc: {d: 1}\na: *x", "Ads") == "b: &x Braze\nc: {d: 1}\na: Ads");
    CHECK(changed("a: &x Braze\nb: *x\n", "Ads") ==
          "refused: it has an anchor, which others may use, or a tag");
    CHECK(changed("a: !!str 61\n", "62") == "refused: it has an anchor, which others may use, or a tag");
    CHECK(changed("a: |\n  x\n  y\n", "62") == "refused: it is written as a block of lines");
    CHECK(changed("a: one\n  two\n", "62") == "refused: it goes over several lines");
    CHECK(changed("a: 'one\n  two'\n", "62") == "refused: it goes over several lines");
}

TEST_CASE("keys of a mapping are changed where they are, and added where they are not") {
    const manifest::written_scalars two{{"base_url", "https://x/api/v2"}, {"api", "v2"}};
    CHECK(with_keys(
              "version: 1\nworkspace:\n  # ours\n  base_url: https://x/api/v1   # US\n\n# next\npolicy: {}\n",
              two) ==
          "version: 1\nworkspace:\n  # ours\n  base_url: https://x/api/v2   # US\n  api: v2\n\n# "
          "next\npolicy: {}\n");
    CHECK(
        with_keys("version: 1\nworkspace: {token_env: CENSUS_X, base_url: 'https://x/api/v1'} # y\n", two) ==
        "version: 1\nworkspace: {api: v2, token_env: CENSUS_X, base_url: https://x/api/v2} # y\n");
    CHECK(with_keys("version: 1\nworkspace: {}\n", two) ==
          "version: 1\nworkspace: {base_url: https://x/api/v2, api: v2}\n");
    CHECK(with_keys("version: 1 # one\nmanifests:\n  - a\n  - b\n# end\n", {{"api", "v2"}}) ==
          "version: 1 # one\nmanifests:\n  - a\n  - b\nworkspace:\n  api: v2\n# end\n");
    CHECK(with_keys("version: 1", {{"api", "v2"}}) == "version: 1\nworkspace:\n  api: v2");
    CHECK(with_keys("{version: 1}\n", {{"api", "v2"}}) == "{workspace: {api: v2}, version: 1}\n");
    CHECK(with_keys("version: 1\r\nworkspace:\r\n    api: v1\r\n", {{"api", "v2"}, {"group_id", "g"}}) ==
          "version: 1\r\nworkspace:\r\n    api: v2\r\n    group_id: g\r\n");
}

TEST_CASE("a mapping below others is found and made as well") {
    const std::vector<std::string> path{"environments", "prod", "workspace"};
    CHECK(with_keys("version: 1\nenvironments:\n  prod:\n    workspace: {api: v1}\n  staging: {}\n",
                    {{"api", "v2"}},
                    path) == "version: 1\nenvironments:\n  prod:\n    workspace: {api: v2}\n  staging: {}\n");
    CHECK(with_keys("version: 1\nenvironments:\n  prod:\n    only: x\n  staging: {}\n", {{"api", "v2"}},
                    path) ==
          "version: 1\nenvironments:\n  prod:\n    only: x\n    workspace:\n      api: v2\n  staging: {}\n");
    CHECK(with_keys("version: 1\nenvironments: {prod: {only: x}}\n", {{"api", "v2"}}, path) ==
          "version: 1\nenvironments: {prod: {workspace: {api: v2}, only: x}}\n");
}

TEST_CASE("what is not a mapping's own is left alone") {
    CHECK(with_keys("version: 1\nx: &w {api: v1}\nworkspace: *w\n", {{"api", "v2"}}) ==
          "refused: `workspace` is no mapping of its own");
    CHECK(with_keys("version: 1\nworkspace: &w {api: v1}\nx: *w\n", {{"api", "v2"}}) ==
          "refused: `workspace` is no mapping of its own");
    CHECK(with_keys("version: 1\nworkspace:\n", {{"api", "v2"}}) ==
          "refused: `workspace` is no mapping of its own");
    CHECK(with_keys("version: 1\nworkspace: {api: }\n", {{"api", "v2"}}) ==
          "refused: `api` cannot be changed in place: it has no value");
    CHECK(with_keys("- 1\n", {{"api", "v2"}}) == "refused: the file is no mapping");
}
