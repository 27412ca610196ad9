#include "cli/help_page.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "cli/man_page.hpp"
#include "cli/options.hpp"

using namespace censusctl;

namespace {

cli::program_help small_program() {
    cli::program_help program;
    program.about = "keeps syncs in Git";
    program.teaching = "Environment: NO_COLOR.\n\nExit status: 0 done.";
    cli::command_help plan;
    plan.name = "plan";
    plan.description = "Show what an apply would do";
    plan.teaching =
        "Reads the workspace, and writes\nnothing.\n\n  censusctl plan     what 'apply' does\n\nExit status: "
        "0 planned.";
    plan.arguments = {{"PATH", "Files or folders", 0, 1000}};
    plan.options = {{{"-h", "--help"}, "", {}, "Print this help", true},
                    {{"-C"}, "DIR", {}, "Folder to begin in", true},
                    {{"--out"}, "FILE", {}, "Save the plan, so that an apply does exactly this", false},
                    {{"--a-very-long-name-of-an-option"}, "VALUE", {}, "It", false},
                    {{"--sandbox"}, "[=WORLD]", {}, "Simulated", true}};
    program.commands = {plan, {"graph", "Draw", "", {}, {}}};
    return program;
}

}  // namespace

TEST_CASE("a command's help shows its own options first, and shared ones by their names") {
    CHECK(cli::help_text(small_program().commands[0], 60) ==
          R"(Usage: censusctl plan [OPTION…] [PATH…]

Show what an apply would do.

Arguments:
  PATH                        Files or folders

Options:
  --out FILE                  Save the plan, so that an
                              apply does exactly this
  --a-very-long-name-of-an-option VALUE
                              It

Shared options, which `censusctl help` describes:
  -h, --help, -C DIR, --sandbox[=WORLD]

Reads the workspace, and writes nothing.

  censusctl plan     what 'apply' does

Exit status: 0 planned.
)");
}

TEST_CASE("the program's help shows the commands, and describes what they share") {
    CHECK(cli::help_text(small_program(), 80) == R"(Usage: censusctl [OPTION…] COMMAND [ARGUMENT…]

keeps syncs in Git

Commands:
  plan                        Show what an apply would do
  graph                       Draw

Options of all, or most, commands, before or after the command:
  -h, --help                  Print this help
  -C DIR                      Folder to begin in
  --sandbox[=WORLD]           Simulated

Environment: NO_COLOR.

Exit status: 0 done.
)");
}

TEST_CASE("no line of what flows is longer than asked for") {
    const cli::program_help program = cli::describe_program();
    for (const std::size_t width : {std::size_t{40}, std::size_t{80}, std::size_t{120}}) {
        for (const cli::command_help& command : program.commands) {
            std::istringstream text(cli::help_text(command, width));
            for (std::string line; std::getline(text, line);) {
                const auto columns = std::ranges::count_if(
                    line, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
                if (!line.starts_with("  ") && line.find(' ') != std::string::npos) {
                    CHECK_MESSAGE(static_cast<std::size_t>(columns) <= width, line);
                }
            }
        }
    }
}

TEST_CASE("what must be given stands without brackets") {
    cli::command_help one{"explain-diff", "", "", {{"KEY", "", 1, 1}}, {}};
    CHECK(cli::usage_line(&one) == "censusctl explain-diff KEY");
    one.arguments[0].most = 2;
    CHECK(cli::usage_line(&one) == "censusctl explain-diff KEY…");
}

TEST_CASE("texts that teach are paragraphs and examples") {
    const auto blocks = cli::help_blocks("a\nb\n  c\n  d\n\n  e\nf");
    REQUIRE(blocks.size() == 4);
    CHECK(blocks[0].lines == std::vector<std::string>{"a b"});
    CHECK(blocks[1].lines == std::vector<std::string>{"  c", "  d"});
    CHECK(blocks[2].lines == std::vector<std::string>{"  e"});
    CHECK(blocks[3].lines == std::vector<std::string>{"f"});
    CHECK(cli::help_blocks("").empty());
}

TEST_CASE("a man page is of the same words, none of which is an instruction to roff") {
    cli::program_help program = small_program();
    program.commands[0].teaching = ".so /etc/passwd\n\n  it's \\fB-x\\fP\n\nExit status: 0 planned.";
    CHECK(cli::man_page(program, program.commands[0]) ==
          R"(.TH CENSUSCTL\-PLAN 1 "" "censusctl 0.1.0" "User Commands"
.SH NAME
censusctl\-plan \- Show what an apply would do
.SH SYNOPSIS
.B censusctl plan [OPTION...] [PATH...]
.SH DESCRIPTION
Show what an apply would do.
.PP
\&.so /etc/passwd
.PP
.nf
  it\(aqs \efB\-x\efP
.fi
.SH ARGUMENTS
.TP
.I PATH
Files or folders
.SH OPTIONS
.TP
.B \-\-out FILE
Save the plan, so that an apply does exactly this
.TP
.B \-\-a\-very\-long\-name\-of\-an\-option VALUE
It
.PP
The options that most commands share are described in
.BR censusctl (1).
.SH EXIT STATUS
0 planned.
.SH SEE ALSO
.BR censusctl (1)
)");
}

TEST_CASE("the program's man page names those of its commands") {
    const std::string page = cli::man_page(small_program());
    CHECK(page.find("\n.B plan\nShow what an apply would do; see\n.BR censusctl\\-plan (1).\n") !=
          std::string::npos);
    CHECK(page.find("\n.SH ENVIRONMENT\nNO_COLOR.\n.SH EXIT STATUS\n0 done.\n") != std::string::npos);
    CHECK(page.find("\n.B \\-C DIR\nFolder to begin in\n") != std::string::npos);
}

TEST_CASE("the command line is described whole") {
    const cli::program_help program = cli::describe_program();
    const cli::command_help* plan = cli::find_command(program, "plan");
    REQUIRE(plan != nullptr);
    CHECK(cli::usage_line(plan) == "censusctl plan [OPTION…] [PATH…]");
    const auto option = [&](std::string_view name) {
        for (const cli::option_help& one : plan->options) {
            if (one.names.back() == name) {
                return one;
            }
        }
        return cli::option_help{};
    };
    CHECK(option("--color").words == std::vector<std::string>{"auto", "always", "never"});
    CHECK(option("--color").shared);
    CHECK(option("--quiet").names == std::vector<std::string>{"-q", "--quiet"});
    CHECK(option("--quiet").value.empty());
    CHECK(option("--sandbox").value == "[=WORLD]");
    CHECK(option("--output").value == "FORMAT=FILE");
    CHECK(option("--output").words == option("--format").words);
    CHECK_FALSE(option("--out").shared);
    CHECK(option("--no-color").names.empty());  // the older word is hidden
    CHECK(cli::find_command(program, "pln") == nullptr);
}
