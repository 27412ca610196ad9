#include <doctest/doctest.h>

#include "report/render.hpp"
#include "report/snippet.hpp"
#include "unit/report/golden.hpp"
#include "unit/report/samples.hpp"

using namespace censusctl;
using namespace censusctl::report;

namespace {

/// The two lines that show a place of a one-line file.
std::string shown(const std::string& line, std::uint32_t column, std::uint32_t length, int width = 100) {
    diagnostics::source_map sources;
    sources.add("a.yaml", line + "\nnext\n");
    return snippet({0, 1, column, length}, sources, {false, width}, {});
}

}  // namespace

TEST_CASE("a problem in the shape of the best compilers") {
    diagnostics::diagnostic warning;
    warning.id = diagnostics::code::schedule_field_unused;
    warning.level = diagnostics::severity::warning;
    warning.message = "'day' is not used by the frequency 'hourly'";
    warning.where = {0, 8, 12, 9};
    CHECK(diagnostics_text({test::unknown_field(), warning}, test::one_file(), {}) ==
          "syncs/braze.yaml:6:27: error: the object 'user' has no field 'Emial' [field-unknown]\n"
          "    6 |       - {from: EMAIL, to: Emial, is_primary_identifier: true}\n"
          "      |                           ^^^^^\n"
          "   hint: did you mean 'Email'?\n"
          "   note: the object is chosen here: syncs/braze.yaml:9:46\n"
          "syncs/braze.yaml:8:12: warning: 'day' is not used by the frequency 'hourly' "
          "[schedule-field-unused]\n"
          "    8 |     label: Kunden 用户\n"
          "      |            ^^^^^^^^^^^\n");
}

TEST_CASE("a problem of no place has no line to show") {
    diagnostics::diagnostic problem;
    problem.id = diagnostics::code::manifest_empty;
    problem.message = "no sync was found in 'syncs'";
    problem.hints = {"declare one"};
    CHECK(diagnostics_text({problem}, test::one_file(), {}) ==
          "error: no sync was found in 'syncs' [manifest-empty]\n"
          "   hint: declare one\n");
    CHECK(diagnostics_text({}, test::one_file(), {}).empty());
}

TEST_CASE("colours only where they are wanted") {
    const std::string text = diagnostics_text({test::unknown_field()}, test::one_file(), {true, 100});
    CHECK(text.find("\x1b[1msyncs/braze.yaml:6:27:\x1b[0m \x1b[1;31merror:\x1b[0m the object") == 0);
    CHECK(text.find("\x1b[1;31m^^^^^\x1b[0m\n") != std::string::npos);
    diagnostics::diagnostic warning = test::unknown_field();
    warning.level = diagnostics::severity::warning;
    CHECK(diagnostics_text({warning}, test::one_file(), {true, 100}).find("\x1b[33m^^^^^\x1b[0m\n") !=
          std::string::npos);
}

TEST_CASE("carets stand under the token whatever stands before it") {
    CHECK(shown("a: b", 4, 1) ==
          "    1 | a: b\n"
          "      |    ^\n");
    CHECK(shown("\t\ta: b", 6, 1) ==
          "    1 |   a: b\n"
          "      |      ^\n");
    CHECK(shown("用户: b", 5, 1) ==
          "    1 | 用户: b\n"
          "      |       ^\n");
    CHECK(shown("x: 用户", 4, 2) ==
          "    1 | x: 用户\n"
          "      |    ^^^^\n");
    CHECK(shown("e\u0301: b", 5, 1) ==
          "    1 | e\u0301: b\n"
          "      |    ^\n");
    CHECK(shown("\x1b: b", 4, 1) ==
          "    1 | \\x1b: b\n"
          "      |       ^\n");
    CHECK(shown("\xff: b", 4, 1) ==
          "    1 | \\xff: b\n"
          "      |       ^\n");
}

TEST_CASE("a caret never leaves its line") {
    CHECK(shown("abc", 4, 0) ==
          "    1 | abc\n"
          "      |    ^\n");
    CHECK(shown("abc", 2, 99) ==
          "    1 | abc\n"
          "      |  ^^\n");
    CHECK(shown("abc", 4'000'000'000U, 4'000'000'000U).find('^') != std::string::npos);
    CHECK(shown("", 1, 1) ==
          "    1 |\n"
          "      | ^\n");
}

TEST_CASE("a long line is cut round its caret") {
    const std::string line = "aaaaaaaaaa" + std::string(200, 'b') + "TOKEN" + std::string(200, 'c');
    CHECK(shown(line, 211, 5, 50) ==
          "    1 | …bbbbbbbbbbbbbbTOKENccccccccccccccccccccc…\n"
          "      |                ^^^^^\n");
    CHECK(shown("TOKEN" + std::string(200, 'c'), 1, 5, 50) ==
          "    1 | TOKEN" + std::string(36, 'c') + "…\n" + "      | ^^^^^\n");
    CHECK(shown(std::string(200, 'b') + "TOKEN", 201, 5, 50) ==
          "    1 | …bbbbbbbbbbbbbbTOKEN\n"
          "      |                ^^^^^\n");
    CHECK(shown(std::string(42, 'b'), 41, 2, 50) ==
          "    1 | " + std::string(42, 'b') + "\n      | " + std::string(40, ' ') + "^^\n");
    CHECK(shown(std::string(500, 'T'), 1, 500, 50) ==
          "    1 | " + std::string(41, 'T') + "…\n      | " + std::string(41, '^') + "\n");
}

TEST_CASE("a line of millions of characters costs no more than what is shown") {
    const std::string line(8'000'000, 'x');
    CHECK(shown(line, 7'000'000, 3).size() < 400);
}

TEST_CASE("line numbers of six digits keep the gutter straight") {
    diagnostics::source_map sources;
    sources.add("a.yaml", std::string(123'455, '\n') + "key: x\n");
    CHECK(snippet({0, 123'456, 6, 1}, sources, {}, {}) ==
          "123456 | key: x\n"
          "       |      ^\n");
}

TEST_CASE("a message of any length is cut") {
    diagnostics::diagnostic problem = test::unknown_field();
    problem.message = std::string(1'000'000, 'x');
    CHECK(diagnostics_text({problem}, test::one_file(), {}).size() < 5000);
}
