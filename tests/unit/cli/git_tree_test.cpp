#include "cli/git_tree.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdlib>

#include "cli/command_failure.hpp"
#include "unit/cli/git_repository.hpp"

using namespace censusctl;
using cli::extract_from_git;
using cli::names_a_commit;
using cli::read_from_git;
using test::failure_of;
using test::git_repository;
using texts = std::map<std::string, std::string, std::less<>>;

namespace fs = std::filesystem;

namespace {

/// The files below a folder, by their paths in it.
texts files_below(const fs::path& folder) {
    texts found;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_directory()) {
            found.emplace(entry.path().lexically_relative(folder).string(), test::text_of(entry.path()));
        }
    }
    return found;
}

texts extracted(const git_repository& here, const std::string& ref) {
    const cli::temporary_folder into;
    extract_from_git(here.project(), ref, into.path(), "CENSUS_API_TOKEN");
    return files_below(into.path());
}

std::string refusal(const git_repository& here, const std::string& ref) {
    return failure_of([&] { static_cast<void>(extracted(here, ref)); });
}

texts read(const git_repository& here, const std::string& ref, const std::vector<std::string>& names) {
    return read_from_git(here.project(), {"--trust-base", ref}, names, "CENSUS_API_TOKEN");
}

}  // namespace

TEST_CASE("the YAML files of a commit are written where they were in the project") {
    const git_repository here;
    here.write("a.yaml", "first");
    here.write("below/b.yml", std::string("second\n\0third", 13));
    here.write("notes.txt", "not read");
    here.write("../outside.yaml", "not of the project");
    const std::string commit = here.commit();
    const cli::temporary_folder into;
    CHECK(extract_from_git(here.project(), "main", into.path(), "CENSUS_API_TOKEN") == commit);
    CHECK(files_below(into.path()) ==
          texts{{"a.yaml", "first"}, {"below/b.yml", std::string("second\n\0third", 13)}});
}

TEST_CASE("what was changed since the commit is not looked at") {
    const git_repository here;
    here.write("a.yaml", "committed");
    static_cast<void>(here.commit());
    here.write("a.yaml", "staged");
    here.git({"add", "--all"});
    here.write("a.yaml", "in the folder");
    here.write("b.yaml", "new");
    CHECK(extracted(here, "HEAD") == texts{{"a.yaml", "committed"}});
}

TEST_CASE("a commit is named by branch, tag, id and what is before it") {
    const git_repository here;
    here.write("a.yaml", "first");
    const std::string first = here.commit();
    here.git({"tag", "v1"});
    here.write("a.yaml", "second");
    static_cast<void>(here.commit());
    for (const std::string& ref : {first, first.substr(0, 10), std::string("v1"), std::string("main~1")}) {
        CHECK(extracted(here, ref) == texts{{"a.yaml", "first"}});
        CHECK(names_a_commit(here.project(), ref, ""));
    }
    CHECK(extracted(here, "main") == texts{{"a.yaml", "second"}});
}

TEST_CASE("links of a commit are left out") {
    const git_repository here;
    here.write("a.yaml", "first");
    fs::create_symlink("/etc/passwd", here.project() / "b.yaml");
    static_cast<void>(here.commit());
    CHECK(extracted(here, "main") == texts{{"a.yaml", "first"}});
}

TEST_CASE("what is no commit is refused with what to do") {
    const git_repository here;
    here.write("a.yaml", "first");
    static_cast<void>(here.commit());
    CHECK(refusal(here, "nowhere") ==
          "1: --base 'nowhere' is neither a file nor a commit of this repository");
    CHECK(refusal(here, "main:project/a.yaml") ==
          "1: --base 'main:project/a.yaml' is neither a file nor a commit of this repository");
    CHECK(refusal(here, "--output=x") == "64: --base '--output=x' is neither a file nor a git ref");
    CHECK(refusal(here, "") == "64: --base '' is neither a file nor a git ref");
    CHECK(refusal(here, "a\x1b[0m") ==
          "1: --base 'a\\x1b[0m' is neither a file nor a commit of this repository");
}

TEST_CASE("a commit without a YAML file in the project is refused") {
    const git_repository here;
    here.write("notes.txt", "text");
    here.write("../outside.yaml", "not of the project");
    static_cast<void>(here.commit());
    CHECK(refusal(here, "main") == "1: the commit 'main' has no YAML file in the project folder");
}

TEST_CASE("a project in no repository has no refs") {
    const test::temporary_folder here;
    CHECK_FALSE(names_a_commit(here.path, "main", ""));
    const cli::temporary_folder into;
    const std::string refused =
        failure_of([&] { extract_from_git(here.path, "main", into.path(), "CENSUS_API_TOKEN"); });
    CHECK(refused.starts_with(
        "1: --base 'main' is no file, and the project is in no git repository: git says 'fatal: "));
}

TEST_CASE("what can be no ref names no commit") {
    const git_repository here;
    static_cast<void>(here.commit());
    CHECK(names_a_commit(here.project(), "main", ""));
    CHECK_FALSE(names_a_commit(here.project(), "", ""));
    CHECK_FALSE(names_a_commit(here.project(), "--all", ""));
    CHECK_FALSE(names_a_commit(here.project(), "nowhere", ""));
}

TEST_CASE("of the files that are asked for, those that the commit has are read") {
    const git_repository here;
    here.write("a.json", "first");
    here.write("b.json", "");
    here.write("c.json", "not asked for");
    static_cast<void>(here.commit());
    CHECK(read(here, "main", {"a.json", "b.json", "d.json"}) == texts{{"a.json", "first"}, {"b.json", ""}});
}

TEST_CASE("a name is asked for as it is, not as a pattern") {
    const git_repository here;
    here.write("a.json", "first");
    static_cast<void>(here.commit());
    CHECK(read(here, "main", {"*.json", ":(glob)*.json"}).empty());
}

TEST_CASE("a link or a folder in the place of a file that is asked for is refused") {
    const git_repository here;
    fs::create_symlink("/etc/passwd", here.project() / "link.json");
    here.write("folder.json/a", "first");
    static_cast<void>(here.commit());
    CHECK(failure_of([&] { static_cast<void>(read(here, "main", {"link.json"})); }) ==
          "1: 'link.json' of --trust-base 'main' is not a regular file");
    CHECK(failure_of([&] { static_cast<void>(read(here, "main", {"folder.json"})); }) ==
          "1: 'folder.json' of --trust-base 'main' is not a regular file");
}

TEST_CASE("a ref that cannot be read is refused by the name of its option") {
    const git_repository here;
    static_cast<void>(here.commit());
    CHECK(failure_of([&] { static_cast<void>(read(here, "nowhere", {"a"})); }) ==
          "1: --trust-base 'nowhere' is no commit of this repository");
    CHECK(failure_of([&] { static_cast<void>(read(here, "-x", {"a"})); }) ==
          "64: --trust-base '-x' is no git ref");
    const test::temporary_folder outside;
    CHECK(failure_of([&] {
              static_cast<void>(read_from_git(outside.path, {"--trust-base", "main"}, {"a"}, ""));
          }).starts_with("1: --trust-base 'main': the project is in no git repository: git says 'fatal: "));
}

TEST_CASE("a repository that a hook's variables name is not the project's") {
    const git_repository here;
    here.write("a.yaml", "ours");
    static_cast<void>(here.commit());
    const git_repository other;
    other.write("a.yaml", "theirs");
    static_cast<void>(other.commit());
    ::setenv("GIT_DIR", (other.root() / ".git").c_str(), 1);
    const texts found = extracted(here, "main");
    ::unsetenv("GIT_DIR");
    CHECK(found == texts{{"a.yaml", "ours"}});
}

TEST_CASE("a file that was read and is not in the commit is a change that is not committed") {
    const git_repository here;
    const auto edited = [&here](const std::vector<std::string>& read) {
        const auto found = cli::commit_of(here.project(), read, "CENSUS_API_TOKEN");
        REQUIRE(found);
        return found->edited;
    };
    here.write("a.yaml", "first");
    here.write(".gitignore", "mine.yaml\n");
    const std::string commit = here.commit();
    CHECK(cli::commit_of(here.project(), {"a.yaml"}, "CENSUS_API_TOKEN")->id == commit);
    CHECK_FALSE(edited({"a.yaml", "/elsewhere/b.yaml", "gone.yaml"}));
    here.write("b.yaml", "of nobody");
    here.write("mine.yaml", "ignored");
    here.write("new/deep/c \"\n.yaml", "in a folder of its own");
    here.write("../outside.yaml", "not of the project");
    CHECK_FALSE(edited({"a.yaml", "outside.yaml", "ew/deep"}));  // not read: a page that lies there, say
    CHECK(edited({"a.yaml", "b.yaml"}));
    CHECK(edited({"mine.yaml"}));
    CHECK(edited({"new/deep/c \"\n.yaml"}));
    here.write("a.yaml", "second");
    CHECK(edited({}));
}

TEST_CASE("a project of which nothing is in the commit has only changes") {
    const git_repository here;
    here.write("../outside.yaml", "not of the project");
    static_cast<void>(here.commit());
    here.write("a.yaml", "first");
    CHECK(cli::commit_of(here.project(), {"a.yaml"}, "CENSUS_API_TOKEN")->edited);
}

TEST_CASE("no commit is told where there is none") {
    const git_repository here;
    CHECK_FALSE(cli::commit_of(here.project(), {"a.yaml"}, "CENSUS_API_TOKEN"));
    const test::temporary_folder plain;
    CHECK_FALSE(cli::commit_of(plain.path, {"a.yaml"}, "CENSUS_API_TOKEN"));
}

TEST_CASE("a temporary folder is its owner's, and goes with what it was made for") {
    fs::path path;
    {
        const cli::temporary_folder folder;
        path = folder.path();
        struct stat state {};
        REQUIRE(::stat(path.c_str(), &state) == 0);
        CHECK((state.st_mode & 0777U) == 0700U);
        fs::create_directories(path / "below");
    }
    CHECK_FALSE(fs::exists(path));
}
