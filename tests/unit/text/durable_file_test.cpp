#include "text/durable_file.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stdexcept>

#include "support/temporary_folder.hpp"
#include "text/repository_files.hpp"

using namespace censusctl;
using test::temporary_folder;
using test::text_of;
namespace fs = std::filesystem;

namespace {

mode_t mode_of(const fs::path& path) {
    struct stat facts {};
    CHECK(::stat(path.c_str(), &facts) == 0);
    return facts.st_mode & 0777U;
}

}  // namespace

TEST_CASE("a file is replaced whole and nothing is left beside it") {
    const temporary_folder here;
    const fs::path file = here.path / "plan.json";
    text::write_file(file, "first, and longer\n");
    text::write_file(file, "second\n");
    CHECK(text_of(file) == "second\n");
    CHECK(std::distance(fs::directory_iterator(here.path), fs::directory_iterator()) == 1);
}

TEST_CASE("a private file is for its owner only") {
    const temporary_folder here;
    text::write_file(here.path / "plan", "x", true);
    CHECK(mode_of(here.path / "plan") == 0600);
}

TEST_CASE("what a link points to is replaced and the link stays") {
    const temporary_folder here;
    text::write_file(here.path / "real", "old");
    fs::create_symlink("real", here.path / "link");
    text::write_file(here.path / "link", "new");
    CHECK(fs::is_symlink(here.path / "link"));
    CHECK(text_of(here.path / "real") == "new");
}

TEST_CASE("a pipe in the repository is not waited for, and one elsewhere is written to") {
    const temporary_folder here;
    fs::create_directory(here.path / "repository");
    const text::working_repository inside(here.path / "repository");
    const fs::path pipe = here.path / "repository" / "lock";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    try {
        text::write_file(pipe, "x");
        FAIL("it was written");
    } catch (const std::runtime_error& problem) {
        CHECK(std::string(problem.what()) ==
              "'" + pipe.string() + "' cannot be written: it is not a regular file");
    }
    const fs::path elsewhere = here.path / "pipe";
    REQUIRE(::mkfifo(elsewhere.c_str(), 0600) == 0);
    const int reader = ::open(elsewhere.c_str(), O_RDONLY | O_NONBLOCK);
    REQUIRE(reader >= 0);
    text::write_file(elsewhere, "x");
    char read = 0;
    CHECK(::read(reader, &read, 1) == 1);
    CHECK(read == 'x');
    ::close(reader);
}

TEST_CASE("a file that cannot be written is named with the reason") {
    const temporary_folder here;
    const fs::path file = here.path / "missing" / "plan.json";
    try {
        text::write_file(file, "x");
        FAIL("it was written");
    } catch (const std::runtime_error& problem) {
        CHECK(std::string(problem.what()) ==
              "'" + file.string() + "' cannot be written: No such file or directory");
    }
}

TEST_CASE("a device is written to as it is") {
    text::write_file("/dev/null", "x");
    CHECK_FALSE(fs::is_regular_file("/dev/null"));
}

TEST_CASE("records are appended to a new file that is held until it is closed") {
    const temporary_folder here;
    const fs::path file = here.path / "records";
    CHECK_FALSE(text::is_held(file));
    {
        text::record_file records(file);
        records.append("one\n");
        records.append("two\n");
        records.sync();
        CHECK(text::is_held(file));
        CHECK_THROWS_AS(text::record_file{file}, std::runtime_error);
    }
    CHECK_FALSE(text::is_held(file));
    CHECK(text_of(file) == "one\ntwo\n");
    CHECK(mode_of(file) == 0600);
}

TEST_CASE("a lock is held by one at a time and free again after that") {
    const temporary_folder here;
    {
        const text::file_lock first(here.path / "lock");
        CHECK(first.held());
        const text::file_lock second(here.path / "lock");
        CHECK_FALSE(second.held());
    }
    const text::file_lock third(here.path / "lock");
    CHECK(third.held());
}
