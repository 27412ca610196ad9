#include "cli/help_topics.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "cli/arguments.hpp"
#include "cli/help_page.hpp"
#include "cli/man_page.hpp"

using namespace censusctl;

TEST_CASE("each topic has a name that no command has, a line, and a text of at most 130 columns") {
    const cli::program_help program = cli::describe_program();
    REQUIRE(program.topics.size() == cli::help_topics().size());
    for (const cli::help_topic& topic : cli::help_topics()) {
        INFO(topic.name);
        CHECK(cli::find_command(program, topic.name) == nullptr);
        CHECK(cli::find_topic(topic.name) == &topic);
        CHECK_FALSE(topic.summary.ends_with('.'));
        std::istringstream lines{std::string(topic.text)};
        std::size_t longest = 0;
        for (std::string line; std::getline(lines, line);) {
            longest = std::max(longest, line.size());
        }
        CHECK(longest <= 130);
        CHECK(longest > 60);
    }
    CHECK(cli::find_topic("plan") == nullptr);
    CHECK(cli::find_topic("") == nullptr);
}

TEST_CASE("a topic is shown within the width, and as a page of section 7") {
    const cli::help_topic topic{"names", "what things are called",
                                "Names are words that\nflow.\n\n  an: example"};
    CHECK(cli::help_text(topic, 40) ==
          "censusctl names: what things are called\n\nNames are words that flow.\n\n  an: example\n");
    const std::string page = cli::man_page(topic);
    CHECK(page.starts_with(".TH CENSUSCTL\\-NAMES 7 \"\" \"censusctl "));
    CHECK(page.find(".SH NAME\ncensusctl\\-names \\- what things are called\n.SH DESCRIPTION\n.PP\n"
                    "Names are words that flow.\n.PP\n.nf\n  an: example\n.fi\n") != std::string::npos);
}
