#include "manifest/variables.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using namespace censusctl;

namespace {

std::string filled(const std::string& text, const manifest::variable_values& values) {
    const manifest::filled_text made = manifest::fill(text, values, 1000);
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
        const manifest::filled_text back = manifest::fill(manifest::without_variables(text), values, 1000);
        CHECK(back.text == text);
        CHECK(back.faults.empty());
    }
}

TEST_CASE("what is at fault is told with its place in the text") {
    const manifest::filled_text made = manifest::fill("é${x}${a}${x}$${x}${ ${y}", values, 1000);
    std::vector<std::size_t> places;
    for (const auto& fault : made.faults) {
        places.push_back(fault.at);
    }
    CHECK(places == std::vector<std::size_t>{2, 10, 19, 22});
}

TEST_CASE("a short text that asks for a long value often makes no more than it may") {
    const manifest::variable_values long_value{{"v", std::string(1000, 'x')}};
    std::string text;
    for (int count = 0; count < 100'000; ++count) {
        text += "${v}";
    }
    const manifest::filled_text made = manifest::fill(text, long_value, 50'000);
    CHECK_FALSE(made.whole);
    CHECK(made.text.size() == 51'000);
    CHECK(manifest::fill("${v}", long_value, 1000).whole);
}

TEST_CASE("no opening is searched for its end through the whole text") {
    // Where each is, the sixteen million bytes take hours.
    std::string text;
    for (int count = 0; count < 8'000'000; ++count) {
        text += "${";
    }
    const manifest::filled_text made = manifest::fill(text, values, text.size());
    CHECK(made.text == text);
    CHECK(made.faults.size() == 1000);
}

TEST_CASE("names of variables") {
    for (const char* const name : {"a", "_", "A1", "snake_case", "_9"}) {
        CHECK(manifest::is_variable_name(name));
    }
    for (const char* const name : {"", "1", "a-b", "a b", "a.b", "ä", "a$"}) {
        CHECK_FALSE(manifest::is_variable_name(name));
    }
}
