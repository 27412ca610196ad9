#include "model/liquid.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace censusctl::model;

namespace {

std::string problems(std::string_view text) {
    std::string all;
    for (const liquid_problem& problem : check_liquid(text).problems) {
        all += (all.empty() ? "" : "; ") + std::to_string(problem.offset) + "+" +
               std::to_string(problem.length) + ": " + problem.message +
               (problem.hint.empty() ? "" : " (" + problem.hint + ")");
    }
    return all;
}

/// The names as they stand at their places in the text.
std::string columns(std::string_view text) {
    std::string all;
    for (const liquid_column& column : check_liquid(text).columns) {
        CHECK(text.substr(column.offset, column.length) == column.name);
        all += (all.empty() ? "" : ",") + column.name;
    }
    return all;
}

}  // namespace

TEST_CASE("a template names columns in three spellings") {
    CHECK(columns("{{ record['NAME'] | upcase }}") == "NAME");
    CHECK(columns("{{ record[\"FIRST NAME\"] }} {{ record.last }}") == "FIRST NAME,last");
    CHECK(columns("{% if record['A'] == 'record.x' %}{{ record [ 'B' ] }}{% endif %}") == "A,B");
    CHECK(columns("{{- record['A'] -}}") == "A");
    CHECK(columns("{% assign x = record['A'] | append: record['B'] %}") == "A,B");
    CHECK(problems("{{ record['NAME'] | upcase }}").empty());
}

TEST_CASE("what is computed, a text or another's member is no column") {
    CHECK(columns("{{ record[key] }}").empty());
    CHECK(columns("record['A'] outside").empty());
    CHECK(columns("{{ 'record.a' }}{{ other.record.b }}{{ my_record.c }}{{ records.d }}").empty());
    CHECK(columns(
              "{% raw %}{{ record.a }}{% endraw %}{% comment %}{{ record.b }}{% endcomment %}{{record.c}}") ==
          "c");
}

TEST_CASE("balanced templates have no problem") {
    CHECK(problems("").empty());
    CHECK(problems("plain { text } with % and }").empty());
    CHECK(problems("{{ '}}' }}").empty());
    CHECK(problems("{% if a %}x{% elsif b %}y{% else %}z{% endif %}").empty());
    CHECK(problems("{% for i in (1..3) %}{% unless i %}{% endunless %}{% endfor %}").empty());
    CHECK(problems("{%- case record.a -%}{%- when 1 -%}{%- endcase -%}").empty());
    CHECK(problems("{% raw %}{{ {% endraw %}").empty());
    CHECK(problems("it's {{ a }}").empty());
}

TEST_CASE("tags and blocks that are not closed are told at their place") {
    CHECK(problems("{{ record['A']") == "0+2: '{{' is not closed (add }})");
    CHECK(problems("a {% if x ") == "2+2: '{%' is not closed (add %})");
    CHECK(problems("a }} b") == "2+2: '}}' closes nothing");
    CHECK(problems("{{ }}") == "0+5: '{{ }}' has nothing in it");
    CHECK(problems("{% if a %}x") == "0+10: the block 'if' is not closed (add {% endif %})");
    CHECK(problems("x{% endif %}") == "1+11: 'endif' closes no block that is open");
    CHECK(problems("{% if a %}{% endfor %}{% endif %}") ==
          "10+12: 'endfor' closes no block that is open (the block open here is 'if')");
    CHECK(problems("{% comment %} x") == "0+13: the block 'comment' is not closed (add {% endcomment %})");
    CHECK(problems("{{ record['A }}") == "10+1: this quote is not closed");
}

TEST_CASE("no text makes the check fail, and all places are inside the text") {
    std::mt19937 random(11);
    const std::string_view pieces[] = {"{{", "}}", "{%", "%}",  "record", "['",  "']",     ".", "a",
                                       " ",  "'",  "\"", "if ", "endif",  "raw", "endraw", "-", "\xff"};
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (auto count = random() % 12; count > 0; --count) {
            text += pieces[random() % std::size(pieces)];
        }
        const liquid_findings found = check_liquid(text);
        CAPTURE(text);
        for (const liquid_problem& problem : found.problems) {
            CHECK(problem.offset + problem.length <= text.size());
        }
        for (const liquid_column& column : found.columns) {
            CHECK(text.substr(column.offset, column.length) == column.name);
        }
    }
}
