// Whole files and what is said of them: cases/good and cases/project_good are read without a problem, and
// each file of cases/bad and cases/project_bad has an .expect file beside it. CENSUSCTL_ACCEPT=1 writes those
// anew, to be reviewed as a diff. tests/lint/check_schemas.py holds the JSON Schemas to the same files.
#include <doctest/doctest.h>

#include "reading.hpp"
#include "support/accept.hpp"

using namespace censusctl;

namespace {

void check_expected(std::filesystem::path file, const std::vector<diagnostics::diagnostic>& problems) {
    const std::string name = file.filename().string();
    const std::string text = test::described(problems);
    file.replace_extension(".expect");
    if (test::accepts_what_is_printed()) {
        std::ofstream(file, std::ios::binary) << text;
    }
    CHECK_MESSAGE(!problems.empty(), name, " has no problem");
    CHECK_MESSAGE(text == test::bytes_of(file), name, " gives now:\n", text);
}

}  // namespace

TEST_CASE("good manifests are read without a problem") {
    const auto files = test::case_files("good", ".yaml");
    REQUIRE(files.size() > 10);
    for (const auto& file : files) {
        const test::reading read = test::read_manifest(test::bytes_of(file));
        CHECK_MESSAGE(read.problems.empty(), file.filename().string(), ":\n", test::described(read.problems));
        CHECK_MESSAGE(!read.syncs.empty(), file.filename().string());
    }
}

TEST_CASE("bad manifests give the problems that are expected of them") {
    const auto files = test::case_files("bad", ".yaml");
    REQUIRE(files.size() > 40);
    for (const auto& file : files) {
        check_expected(file, test::read_manifest(test::bytes_of(file)).problems);
    }
    CHECK(test::case_files("bad", ".expect").size() == files.size());
}

TEST_CASE("good project files are read without a problem") {
    const auto files = test::case_files("project_good", ".yaml");
    REQUIRE(files.size() > 3);
    for (const auto& file : files) {
        const test::reading read = test::read_project_file(test::bytes_of(file));
        CHECK_MESSAGE(read.problems.empty(), file.filename().string(), ":\n", test::described(read.problems));
    }
}

TEST_CASE("bad project files give the problems that are expected of them") {
    const auto files = test::case_files("project_bad", ".yaml");
    REQUIRE(files.size() > 5);
    for (const auto& file : files) {
        check_expected(file, test::read_project_file(test::bytes_of(file)).problems);
    }
}
