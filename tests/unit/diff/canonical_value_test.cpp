#include "diff/canonical_value.hpp"
#include "json/canonical.hpp"

#include <doctest/doctest.h>

using namespace censusctl;
using namespace censusctl::diff;

TEST_CASE("a JSON object name is compared by its content") {
    CHECK(json::same(R"({"spreadsheet_id": "x", "sheet_id": 0})", R"({"sheet_id":0,"spreadsheet_id":"x"})"));
    CHECK(json::same(R"([1, {"b": 2.0, "a": "é"}])", R"([1.0,{"a":"\u00e9","b":2}])"));
    CHECK_FALSE(json::same(R"({"sheet_id": 0})", R"({"sheet_id": "0"})"));
    CHECK_FALSE(json::same(R"({"sheet_id": 0})", "{}"));  // hazard 122: 0 is the first sheet
    CHECK_FALSE(json::same(R"([1, 2])", R"([2, 1])"));
    CHECK_FALSE(json::same(R"({"a": 1})", R"({"a": 1, "b": null})"));
}

TEST_CASE("a name that is no JSON document is compared as written") {
    CHECK(json::same("user", "user"));
    CHECK_FALSE(json::same("user", " user"));
    CHECK_FALSE(json::same("{broken", "{ broken"));
    CHECK_FALSE(json::same("1", "1.0"));
    CHECK_FALSE(json::same("\"a\"", "\"\\u0061\""));
    CHECK_FALSE(json::same("{\"a\": \"\xff\"}", "{\"a\":\"\xff\"}"));
}

TEST_CASE("numbers that cannot be told apart exactly are compared as written") {
    CHECK_FALSE(json::same("[1e400]", "[1e401]"));
    CHECK_FALSE(json::same("[9007199254740993.0]", "[9007199254740992.0]"));
    CHECK(json::same("[9007199254740993]", "[ 9007199254740993 ]"));
    CHECK(json::same("[0.5]", "[5e-1]"));
}

TEST_CASE("a document that is too deep is compared as written") {
    const std::string deep = std::string(5000, '[') + std::string(5000, ']');
    CHECK(json::same(deep, deep));
    CHECK_FALSE(json::same(deep, " " + deep));
}

TEST_CASE("the parts of a schedule that count") {
    const auto used = [](const char* frequency) {
        const schedule_parts parts = parts_used({frequency, "", {}, {}});
        return std::string(parts.day ? "d" : "") + (parts.hour ? "h" : "") + (parts.minute ? "m" : "") +
               (parts.cron ? "c" : "");
    };
    CHECK(used("never").empty());
    CHECK(used("").empty());
    CHECK(used("continuous").empty());
    CHECK(used("quarter_hourly").empty());
    CHECK(used("hourly") == "m");
    CHECK(used("daily") == "hm");
    CHECK(used("weekly") == "dhm");
    CHECK(used("expression") == "c");
    CHECK(used("monthly") == "dhm");
}

TEST_CASE("one spelling for days and hours") {
    CHECK(canonical_day("sunday") == "Sunday");
    CHECK(canonical_day("SUNDAY") == "Sunday");
    CHECK(canonical_day("").empty());
    CHECK(canonical_hour(24) == 0);
    CHECK(canonical_hour({}) == 0);
    CHECK(canonical_hour(23) == 23);
    CHECK(canonical_hour(-1) == -1);
    CHECK(canonical_minute({}) == 0);
}

TEST_CASE("constants are brought into the spelling of their type") {
    CHECK(canonical_constant("number", "1.50") == "1.5");
    CHECK(canonical_constant("number", "n/a") == "n/a");
    CHECK(canonical_constant("boolean", "TRUE") == "true");
    CHECK(canonical_constant("boolean", "yes") == "yes");
    CHECK(canonical_constant("datetime", "2021-10-22") == "2021-10-22T00:00:00Z");
    CHECK(canonical_constant("datetime", "now") == "now");
    CHECK(canonical_constant("text", "1.50") == "1.50");
    CHECK(canonical_constant("later", "1.50") == "1.50");
}

TEST_CASE("no two values give the same line") {
    std::string one;
    std::string other;
    append_canonical_line(one, "a", "x\nb=y");
    append_canonical_line(other, "a", "x");
    append_canonical_line(other, "b", "y");
    CHECK(one == "a=x\\nb=y\n");
    CHECK(one != other);
    std::string escaped;
    append_canonical_line(escaped, "a", "x\\nb=y");
    CHECK(escaped == "a=x\\\\nb=y\n");
}
