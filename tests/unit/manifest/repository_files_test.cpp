#include "text/repository_files.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "manifest/file_text.hpp"
#include "support/temporary_folder.hpp"
#include "text/durable_file.hpp"

using namespace censusctl;
namespace fs = std::filesystem;

namespace {

void put(const fs::path& path, const std::string& bytes) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string bytes_at(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A repository with a project folder in it, and a secret beside it.
struct world {
    world() {
        fs::create_directories(project);
        fs::create_directories(repository / ".git");
        put(outside / "secret", "hush");
    }
    [[nodiscard]] static std::string read(const fs::path& path) {
        const manifest::file_text text = manifest::read_file(path);
        return text.bytes ? *text.bytes : "! " + text.failure;
    }
    test::temporary_folder folder;
    fs::path repository{folder.path / "repository"};
    fs::path project{repository / "team"};
    fs::path outside{folder.path / "outside"};
};

std::string write_problem(const fs::path& path) {
    try {
        text::write_file(path, "new");
    } catch (const std::runtime_error& problem) {
        const std::string what = problem.what();
        return what.substr(what.find("': ") == std::string::npos ? what.find("cannot") : what.find("cannot"));
    }
    return {};
}

}  // namespace

TEST_CASE("the repository is round the project folder, or is it") {
    world here;
    {
        const text::working_repository inside(here.project);
        CHECK(text::working_repository::root() == fs::canonical(here.repository));
        CHECK(text::is_named_inside(here.repository / "x"));
        CHECK(text::is_named_inside(here.project / ".." / "x"));
        CHECK_FALSE(text::is_named_inside(here.project / ".." / ".." / "x"));
        CHECK_FALSE(text::is_named_inside(fs::path(here.repository.string() + "-too") / "x"));
    }
    CHECK(text::working_repository::root().empty());
    CHECK_FALSE(text::is_named_inside(here.repository / "x"));
    const text::working_repository alone(here.outside);
    CHECK(text::working_repository::root() == fs::canonical(here.outside));
}

TEST_CASE("a link that leads out is not read, and nothing of it is quoted") {
    world here;
    const text::working_repository inside(here.project);
    fs::create_symlink(here.outside / "secret", here.project / "link");
    fs::create_directory_symlink(here.outside, here.project / "folder");
    fs::create_symlink("/proc/self/environ", here.project / "environment");
    const std::string refused = "! it leads out of the repository";
    CHECK(here.read(here.project / "link") == refused);
    CHECK(here.read(here.project / "folder/secret") == refused);
    CHECK(here.read(here.project / "environment") == refused);
    CHECK(text::leads_out(here.project / "folder"));
    CHECK_FALSE(text::leads_out(here.project / "absent"));
}

TEST_CASE("links that stay inside, and files that a caller names elsewhere, are read") {
    world here;
    const text::working_repository inside(here.project);
    put(here.repository / "shared/a.yaml", "a");
    fs::create_symlink("../shared/a.yaml", here.project / "link");
    fs::create_directory_symlink("../shared", here.project / "folder");
    CHECK(here.read(here.project / "link") == "a");
    CHECK(here.read(here.project / "folder/a.yaml") == "a");
    CHECK(here.read(here.outside / "secret") == "hush");
}

TEST_CASE("what is no regular file is refused and never waited for") {
    world here;
    const text::working_repository inside(here.project);
    REQUIRE(::mkfifo((here.project / "pipe").c_str(), 0600) == 0);
    CHECK(here.read(here.project / "pipe") == "! it is not a regular file");
    CHECK(here.read(here.project) == "! it is a folder");
    CHECK(here.read(here.project / "absent") == "! No such file or directory");
    CHECK_FALSE(text::is_held(here.project / "pipe"));
    CHECK_THROWS_AS(text::file_lock(here.project / "pipe"), std::runtime_error);
}

TEST_CASE("nothing is written outside under a name inside") {
    world here;
    const text::working_repository inside(here.project);
    fs::create_symlink(here.outside / "secret", here.project / "link");
    fs::create_symlink(here.outside / "new", here.project / "dangling");
    fs::create_directory_symlink(here.outside, here.project / "folder");
    fs::create_symlink("/dev/full", here.project / "device");
    const std::string refused = "cannot be written: it leads out of the repository";
    CHECK(write_problem(here.project / "link") == refused);
    CHECK(write_problem(here.project / "folder/secret") == refused);
    CHECK(write_problem(here.project / "folder/other") == refused);
    CHECK(write_problem(here.project / "device") == refused);
    // A link to nothing is replaced by the file.
    CHECK(write_problem(here.project / "dangling").empty());
    CHECK_FALSE(fs::exists(here.outside / "new"));
    CHECK_THROWS_AS(text::record_file(here.project / "folder/record"), std::runtime_error);
    CHECK_THROWS_AS(text::file_lock(here.project / "folder/lock"), std::runtime_error);
    CHECK_THROWS_AS(text::file_lock(here.project / "link"), std::runtime_error);
    CHECK(bytes_at(here.outside / "secret") == "hush");
    CHECK(std::distance(fs::directory_iterator(here.outside), {}) == 1);
    CHECK(write_problem(here.project / "plain").empty());
    CHECK(bytes_at(here.project / "plain") == "new");
    CHECK(write_problem(here.outside / "named-by-the-caller").empty());
}

TEST_CASE("whatever links a repository holds, nothing outside of it is read or written by a name inside") {
    std::mt19937 random(2026);
    const auto number = [&](std::size_t below) {
        return static_cast<std::size_t>(random() % below);
    };
    for (int round = 0; round < 60; ++round) {
        world here;
        const text::working_repository inside(here.project);
        put(here.repository / "shared/inside", "inside");
        std::vector<fs::path> folders{here.project, here.repository / "shared"};
        std::vector<fs::path> names;
        const std::vector<fs::path> targets{here.outside,
                                            here.outside / "secret",
                                            "..",
                                            "../..",
                                            "../../outside",
                                            "../shared",
                                            "shared",
                                            "/",
                                            "../../outside/secret",
                                            "/proc/self",
                                            "inside",
                                            here.repository,
                                            "../shared/inside",
                                            here.folder.path,
                                            "loop",
                                            "/dev/zero"};
        for (int link = 0; link < 12; ++link) {
            const fs::path name = folders[number(folders.size())] / ("n" + std::to_string(number(6)));
            std::error_code taken;
            fs::create_symlink(targets[number(targets.size())], name, taken);
            names.push_back(name);
            for (const char* below : {"secret", "inside", "outside/secret", "environ", "n1", "n2/secret"}) {
                names.push_back(name / below);
            }
        }
        for (const fs::path& name : names) {
            CAPTURE(name.string());
            const std::string text = here.read(name);
            CHECK((text == "inside" || text == "new" || text.starts_with("! ")));
            static_cast<void>(write_problem(name));
            CHECK(bytes_at(here.outside / "secret") == "hush");
        }
        CHECK(std::distance(fs::directory_iterator(here.outside), {}) == 1);
        CHECK(std::distance(fs::directory_iterator(here.folder.path), {}) == 2);
    }
}

TEST_CASE("the innermost repository at or above a folder is found, whose .git may be a file") {
    const test::temporary_folder top;
    const fs::path inner = top.path / "outer" / "inner";
    fs::create_directories(inner / "census" / "syncs");
    fs::create_directories(top.path / "outer" / ".git");
    CHECK(text::repository_above(inner / "census") == top.path / "outer");
    put(inner / ".git", "gitdir: /nowhere\n");
    CHECK(text::repository_above(inner / "census" / "syncs") == inner);
    CHECK(text::repository_above(inner) == inner);
    CHECK(text::repository_above({}).empty());
}
