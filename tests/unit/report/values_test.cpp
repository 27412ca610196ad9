#include "report/values.hpp"

#include <doctest/doctest.h>

#include "support/changes.hpp"

using censusctl::diff::attribute_value;
using censusctl::report::shown_value;
using namespace censusctl::report;

namespace {

using censusctl::diff::attribute_path;
using censusctl::model::attribute;

const attribute_path some_text{attribute::label, {}};
const attribute_path alerts{attribute::alerts, {}};
const attribute_path settings{attribute::advanced_configuration, {}};
const attribute_path order{attribute::mappings, {}};

std::string lines_of(const attribute_path& path, const attribute_value* before,
                     const attribute_value& after) {
    std::string text;
    paint_lines(text, value_lines(path, before, after, 40), 0, {});
    return text;
}

}  // namespace

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
    // Also where something further on that differs is in sight.
    const shown_pair early = shown_values(common + "75" + common + "x", common + "50" + common + "y", 40);
    CHECK(early.before.find("75") != std::string::npos);
    CHECK(early.after.find("50") != std::string::npos);
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
    CHECK(in_lines(some_text, "a\nb", "c"));
    CHECK(in_lines(some_text, nullptr, "a\n"));
    CHECK_FALSE(in_lines(some_text, "a", "b"));
    CHECK_FALSE(in_lines(some_text, std::int64_t{1}, nullptr));
    const auto text_of = [](const attribute_value* before, const attribute_value& after) {
        std::string text;
        paint_lines(text, value_lines(some_text, before, after, 40), 2, {});
        return text;
    };
    const attribute_value before = "select a\nfrom x";
    CHECK(text_of(&before, "select a\nfrom y\x1b[31m") == "    select a\n  - from x\n  + from y\\x1b[31m\n");
    const attribute_value none = nullptr;
    CHECK(text_of(&none, "a\nb") == "  - null\n  + a\n  + b\n");
    CHECK(text_of(nullptr, "a\nb") == "  + a\n  + b\n");
}

TEST_CASE("of alerts each is a line, whole, and what differs is marked") {
    const attribute_value before =
        "failure (first_time, with recovery), invalid_record_percent (first_time, with recovery, threshold "
        "75)";
    const attribute_value after = "invalid_record_percent (threshold 50), failure";
    CHECK(in_lines(alerts, before, after));
    CHECK(lines_of(alerts, &before, after) ==
          "  failure (first_time, with recovery)\n"
          "- invalid_record_percent (first_time, with recovery, threshold 75)\n"
          "+ invalid_record_percent (first_time, with recovery, threshold 50)\n");
    CHECK(lines_of(alerts, nullptr, after) == "+ invalid_record_percent (threshold 50)\n+ failure\n");
    const attribute_value none = "none";
    CHECK(lines_of(alerts, &none, "failure") == "- none\n+ failure (first_time, with recovery)\n");
    CHECK(lines_of(alerts, &before, none).ends_with("+ none\n"));
    const attribute_value null = nullptr;
    CHECK(lines_of(alerts, &null, "failure") == "- null\n+ failure (first_time, with recovery)\n");
    CHECK_FALSE(in_lines(alerts, nullptr, "none"));
}

TEST_CASE("of the alert that can say nothing, its type alone is a line") {
    const attribute_value before = "full_sync_trigger (every_time, without recovery), failure (first_time)";
    CHECK(lines_of(alerts, &before, "full_sync_trigger, failure (every_time)") ==
          "- failure (first_time, with recovery)\n"
          "+ failure (every_time, with recovery)\n"
          "  full_sync_trigger\n");
}

TEST_CASE("an option that is not known is taken for no other") {
    const attribute_value before = "failure (every_full_moon), status (started)";
    CHECK(lines_of(alerts, &before, "status (every_time, without recovery, completed)") ==
          "- failure (every_full_moon, with recovery)\n"
          "- status (first_time, with recovery, started)\n"
          "+ status (every_time, without recovery, completed)\n");
}

TEST_CASE("of settings each is a line, and those that no file speaks of stay") {
    const attribute_value before = "bulk: true, columns: [\"a\", \"b\"], note: first, second, size: 5";
    CHECK(lines_of(settings, &before, "note: third, size: 5") ==
          "  bulk: true\n  columns: [\"a\", \"b\"]\n- note: first, second\n+ note: third\n  size: 5\n");
}

TEST_CASE("of the order of mappings each field is a line") {
    const attribute_value before = "email, name, age";
    CHECK(lines_of(order, &before, "email, age, name") == "  email\n- name\n  age\n+ name\n");
}

TEST_CASE("of a long list all that differs is shown") {
    std::string many;
    for (int at = 0; at < 60; ++at) {
        many.append(at == 0 ? "" : ", ").append("failure (threshold " + std::to_string(at) + ")");
    }
    const attribute_value none = "none";
    CHECK(value_lines(alerts, &none, many, 40).size() == 61);
}

TEST_CASE("a value is shown whole, in its lines") {
    using texts = std::vector<std::string>;
    CHECK(whole_lines(alerts, "failure (first_time), status (started)") ==
          texts{"failure (first_time)", "status (started)"});
    CHECK(whole_lines(alerts, "none") == texts{"none"});
    CHECK(whole_lines(alerts, nullptr) == texts{"null"});
    CHECK(whole_lines(some_text, "a\nb\x1b") == texts{"a", "b\\x1b"});
    CHECK(whole_lines(some_text, "1") == texts{"'1'"});
    CHECK(whole_lines(some_text, std::string(500, 'x')) == texts{std::string(500, 'x')});
}

TEST_CASE("lines are coloured only where the style says so") {
    const attribute_value before = "same\nold";
    std::string text;
    paint_lines(text, value_lines(some_text, &before, "same\nnew", 40), 0, {true, 80});
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
