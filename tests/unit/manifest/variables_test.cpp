#include "manifest/variables.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace censusctl;

namespace {

std::string filled(const std::string& text, const manifest::variable_values& values) {
    const manifest::filled_text made = manifest::fill(text, values);
    std::string faults;
    for (const auto& fault : made.faults) {
        faults += " <" + fault.written + "|" + fault.name + ">";
    }
    return made.text + faults;
}

const manifest::variable_values values{{"a", "1"}, {"prefix", "[x] "}, {"evil", "${a} $${a} $(rm) `rm`"}};

}  // namespace

TEST_CASE("variables stand for their values, and $${ for ${") {
    CHECK(filled("", values).empty());
    CHECK(filled("plain $a {a} $ {a}", values) == "plain $a {a} $ {a}");
    CHECK(filled("${prefix}Users ${a}${a}", values) == "[x] Users 11");
    CHECK(filled("$${a}", values) == "${a}");
    CHECK(filled("$${a}${a}$${", values) == "${a}1${");
    CHECK(filled("$$${a}", values) == "$${a}");
    CHECK(filled("${a}$${a}", values) == "1${a}");
}

TEST_CASE("a value is not looked at again, and nothing is executed") {
    CHECK(filled("<${evil}>", values) == "<${a} $${a} $(rm) `rm`>");
}

TEST_CASE("what has no value stays and is told") {
    CHECK(filled("x${nope}y${a}", values) == "x${nope}y1 <${nope}|nope>");
    CHECK(filled("${", values) == "${ <${|>");
    CHECK(filled("${}", values) == "${} <${}|>");
    CHECK(filled("${a b}", values) == "${a b} <${a|>");
    CHECK(filled("${{ record['x'] }}", values) == "${{ record['x'] }} <${{|>");
    CHECK(filled("${1a}", values) == "${1a} <${1a}|>");
}

TEST_CASE("law: a text that is written for a manifest means itself") {
    std::mt19937 random(7);  // NOLINT: the same each time
    const std::string letters = "$${}a b";
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (std::size_t count = random() % 12; count > 0; --count) {
            text += letters[random() % letters.size()];
        }
        const manifest::filled_text back = manifest::fill(manifest::without_variables(text), values);
        CHECK(back.text == text);
        CHECK(back.faults.empty());
    }
}

TEST_CASE("names of variables") {
    for (const char* const name : {"a", "_", "A1", "snake_case", "_9"}) {
        CHECK(manifest::is_variable_name(name));
    }
    for (const char* const name : {"", "1", "a-b", "a b", "a.b", "ä", "a$"}) {
        CHECK_FALSE(manifest::is_variable_name(name));
    }
}
