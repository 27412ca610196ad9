#include <doctest/doctest.h>

#include <filesystem>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

#include "apply/interrupted_apply.hpp"
#include "apply/journal.hpp"
#include "cli/command_failure.hpp"
#include "cli/outputs.hpp"
#include "sandbox/input_error.hpp"
#include "sandbox/server.hpp"
#include "support/source_dir.hpp"
#include "support/temporary_folder.hpp"
#include "text/durable_file.hpp"

// What a user did wrong, or a disk, is told apart from a defect of ours by the type of what is thrown.

using namespace censusctl;

namespace fs = std::filesystem;

TEST_CASE("a defect while an output is rendered is not told as a file that cannot be written") {
    const test::temporary_folder here;
    cli::cli_options options;
    options.outputs = {"json=" + (here.path / "missing" / "out.json").string()};
    cli::console screen;
    const cli::context invocation{options, screen, {}};
    int rendered = 0;
    const cli::renderer faulty = [&](std::string_view format, const report::text_style&) {
        ++rendered;
        if (format == "json") {
            throw std::runtime_error("a defect");
        }
        return std::string();
    };
    CHECK_THROWS_WITH_AS(cli::emit(invocation, faulty), "a defect", std::runtime_error);
    CHECK(rendered == 2);
    const cli::renderer sound = [](std::string_view, const report::text_style&) {
        return std::string();
    };
    CHECK_THROWS_AS(cli::emit(invocation, sound), cli::command_failure);
}

TEST_CASE("files that cannot be written, and folders that cannot be made, have a type of their own") {
    const test::temporary_folder here;
    CHECK_THROWS_AS(text::write_file(here.path / "missing" / "file", "text"), text::file_error);
    text::write_file(here.path / ".censusctl", "not a folder");
    CHECK_THROWS_AS(static_cast<void>(apply::make_private_folder(here.path)), text::file_error);
}

TEST_CASE("a damaged journal has a type of its own") {
    CHECK_THROWS_AS(static_cast<void>(apply::read_journal("[]\n{}\n")), apply::damaged_journal);
}

TEST_CASE("what the sandbox cannot use has a type of its own") {
    const auto start = [](auto change) {
        sandbox::server_options wanted;
        wanted.world = "reference";
        wanted.token = "token";
        change(wanted);
        static_cast<void>(sandbox::start_server(std::move(wanted)));
    };
    using options = sandbox::server_options;
    const test::temporary_folder here;
    text::write_file(here.path / "state", "no state\n");
    text::write_file(here.path / "world.yaml", "version: 2\n");
    CHECK_THROWS_AS(start([](options& wanted) { wanted.world = "nowhere"; }), sandbox::input_error);
    CHECK_THROWS_AS(start([&](options& wanted) { wanted.world = (here.path / "world.yaml").string(); }),
                    sandbox::input_error);
    CHECK_THROWS_AS(start([](options& wanted) { wanted.faults = {"nonsense"}; }), sandbox::input_error);
    CHECK_THROWS_AS(start([](options& wanted) { wanted.settings = {"nonsense"}; }), sandbox::input_error);
    CHECK_THROWS_AS(start([&](options& wanted) { wanted.state_file = here.path / "state"; }),
                    sandbox::input_error);
    CHECK_NOTHROW(start([](options&) {}));
}

TEST_CASE("nothing catches what any defect may throw and calls it the user's") {
    const std::regex broad(R"(catch \((const )?std::(runtime_error|logic_error))");
    std::vector<std::string> found;
    std::size_t files = 0;
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(fs::path(test::source_dir()) / "src")) {
        if (entry.is_regular_file()) {
            ++files;
            const std::string text = test::text_of(entry.path());
            if (std::regex_search(text, broad)) {
                found.push_back(entry.path().string());
            }
        }
    }
    CHECK(files > 100);
    CHECK(found == std::vector<std::string>());
}
