#include "cli/import_files.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "cli/command_failure.hpp"

using namespace censusctl;
namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("where one file of an import cannot be written, all are as they were") {
    const fs::path folder = fs::temp_directory_path() / ("censusctl-import-" + std::to_string(::getpid()));
    fs::create_directories(folder);
    std::ofstream(folder / "there.yaml") << "before";
    std::vector<cli::import_file> files(3);
    files[0].path = folder / "there.yaml";
    files[0].text = "after";
    files[0].before = "before";
    files[0].is_there = true;
    files[1].path = folder / "new.yaml";
    files[1].text = "new";
    files[2].path = folder / "no such folder" / "x.yaml";
    files[2].text = "x";
    CHECK_THROWS_AS(cli::write_import(files, folder), cli::command_failure);
    CHECK(text_of(folder / "there.yaml") == "before");
    CHECK_FALSE(fs::exists(folder / "new.yaml"));
    files.pop_back();
    cli::write_import(files, folder);
    CHECK(text_of(folder / "there.yaml") == "after");
    CHECK(text_of(folder / "new.yaml") == "new");
    fs::remove_all(folder);
}
