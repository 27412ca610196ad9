#include "report/values.hpp"

#include <doctest/doctest.h>

#include "support/changes.hpp"

using censusctl::diff::attribute_value;
using censusctl::report::shown_value;
using namespace censusctl::report;

TEST_CASE("values are shown bare unless they could be taken for another") {
    CHECK(shown_value(nullptr, 50) == "null");
    CHECK(shown_value(true, 50) == "true");
    CHECK(shown_value(std::int64_t{8}, 50) == "8");
    CHECK(shown_value("Braze users", 50) == "Braze users");
    for (const char* text : {"", "null", "true", "8", "1.5", " x", "x ", "a -> b", "'x'"}) {
        CHECK(shown_value(text, 50) == "'" + std::string(text) + "'");
    }
}

TEST_CASE("long values are cut in their middle and control characters are shown") {
    CHECK(shown_value("abcdefghij", 5) == "ab…ij");
    CHECK(shown_value("select 1\nfrom x", 50) == "select 1\\nfrom x");
}

TEST_CASE("what differs stays in sight where long values are cut") {
    const std::string common(300, 'x');
    const shown_pair shown = shown_values(common + "old" + common, common + "new" + common, 40);
    CHECK(shown.before.find("old") != std::string::npos);
    CHECK(shown.after.find("new") != std::string::npos);
    CHECK(shown.before.rfind("\u2026xxxxxx", 0) == 0);
    CHECK(shown_values("a", "b", 40).before == "a");
    CHECK(shown_values(nullptr, true, 40).after == "true");
}

TEST_CASE("wide characters count twice against the columns") {
    std::string wide;
    for (int at = 0; at < 50; ++at) {
        wide += "\u65E5";
    }
    CHECK(shown_value(wide, 11) == "\u65E5\u65E5\u65E5\u2026\u65E5\u65E5");
}

TEST_CASE("values of several lines are shown line by line and escaped") {
    CHECK(in_lines("a\nb", "c"));
    CHECK(in_lines(nullptr, "a\n"));
    CHECK_FALSE(in_lines("a", "b"));
    CHECK_FALSE(in_lines(std::int64_t{1}, nullptr));
    const auto text_of = [](const attribute_value* before, const attribute_value& after) {
        std::string text;
        paint_lines(text, value_lines(before, after, 40), 2, {});
        return text;
    };
    const attribute_value before = "select a\nfrom x";
    CHECK(text_of(&before, "select a\nfrom y\x1b[31m") == "    select a\n  - from x\n  + from y\\x1b[31m\n");
    const attribute_value none = nullptr;
    CHECK(text_of(&none, "a\nb") == "  - null\n  + a\n  + b\n");
    CHECK(text_of(nullptr, "a\nb") == "  + a\n  + b\n");
}

TEST_CASE("lines are coloured only where the style says so") {
    const attribute_value before = "same\nold";
    std::string text;
    paint_lines(text, value_lines(&before, "same\nnew", 40), 0, {true, 80});
    CHECK(text == "\x1b[2m  same\x1b[0m\n\x1b[1;31m- old\x1b[0m\n\x1b[32m+ new\x1b[0m\n");
}

TEST_CASE("attribute values keep their kind in a document") {
    censusctl::json::writer out;
    out.begin_object(censusctl::json::layout::one_line);
    write_member(out, "none", attribute_value(nullptr));
    write_member(out, "flag", attribute_value(true));
    write_member(out, "number", attribute_value(std::int64_t{-9007199254740993}));
    write_member(out, "text", attribute_value("1"));
    write_member(out, "column", censusctl::test::column("EMAIL"));
    write_member(out, "constant", censusctl::test::constant("text", "x"));
    write_member(out, "odd", censusctl::test::column("constant 'x' (text)"));
    out.end_object();
    CHECK(out.take() ==
          "{\"none\": null, \"flag\": true, \"number\": -9007199254740993, \"text\": \"1\", \"column\": "
          "\"EMAIL\", \"constant\": \"constant 'x' (text)\", \"odd\": \"column 'constant 'x' (text)'\"}");
}
