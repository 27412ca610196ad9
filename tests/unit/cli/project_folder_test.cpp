#include "cli/project_folder.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include "cli/known_names.hpp"
#include "support/temporary_folder.hpp"
#include "text/repository_files.hpp"

using namespace censusctl;
namespace fs = std::filesystem;

namespace {

/// A folder of folders, which is the current one for as long as it lives.
class place {
public:
    place() : before_(fs::current_path()), root(fs::canonical(folder_.path)) { fs::current_path(root); }
    place(const place&) = delete;
    place& operator=(const place&) = delete;
    ~place() { fs::current_path(before_); }

    void write(const fs::path& name, const std::string& text = "version: 1\n") const {
        fs::create_directories((root / name).parent_path());
        std::ofstream(root / name) << text;
    }

private:
    test::temporary_folder folder_;
    fs::path before_;

public:
    fs::path root;
};

}  // namespace

TEST_CASE("the project is the nearest folder with a project file, as the caller would name it") {
    const place here;
    here.write("repo/.git/HEAD");
    here.write("repo/team/censusctl.yaml");
    here.write("repo/team/syncs/deep/a.yaml");
    CHECK(cli::find_project("repo/team") == "repo/team");
    CHECK(cli::find_project("repo/team/syncs/deep") == "repo/team");
    CHECK(cli::find_project(here.root / "repo/team/syncs") == here.root / "repo/team");
    CHECK(cli::find_project("repo") == "repo");
    CHECK(cli::find_project("repo/nowhere") == "repo/nowhere");
    fs::current_path("repo/team/syncs/deep");
    CHECK(cli::find_project(".") == "../..");
    CHECK(cli::find_project("..") == "../..");
    fs::current_path(here.root / "repo/team");
    CHECK(cli::find_project(".") == ".");
    fs::create_directory_symlink("team/syncs", here.root / "repo/link");
    CHECK(cli::find_project("../link") == ".");
}

TEST_CASE("no project file above the repository is taken") {
    const place here;
    here.write("censusctl.yaml");
    here.write("repo/.git/HEAD");
    here.write("repo/syncs/a.yaml");
    here.write("tree/.git");  // as a work tree or a submodule has it
    CHECK(cli::find_project("repo/syncs") == "repo/syncs");
    CHECK(cli::find_project("repo") == "repo");
    CHECK(cli::find_project("tree") == "tree");
    here.write("repo/censusctl.yaml");
    CHECK(cli::find_project("repo/syncs") == "repo");
}

TEST_CASE("outside of a repository only an own file is taken") {
    const place here;
    here.write("censusctl.yaml");
    here.write("some/where/a.yaml");
    CHECK(cli::find_project("some/where") == ".");
    if (::geteuid() == 0) {  // nobody else can give a file away
        REQUIRE(::chown((here.root / "censusctl.yaml").c_str(), 12345, 12345) == 0);
        CHECK(cli::find_project("some/where") == "some/where");
        REQUIRE(::chown((here.root / "some/where").c_str(), 12345, 12345) == 0);
        CHECK(cli::find_project("some/where") == ".");
    }
    fs::remove(here.root / "censusctl.yaml");
    fs::create_symlink("/nowhere", here.root / "censusctl.yaml");
    CHECK(cli::find_project("some") == ".");  // that it leads nowhere is said when it is read
}

TEST_CASE("the names that a project gives") {
    const place here;
    const text::working_repository repository(here.root);
    CHECK(cli::known_names(here.root, cli::known_name::sync_key).empty());
    here.write("syncs/a.yaml",
               "version: 1\nsyncs:\n  b: {source: {connection: Snow}, destination: {connection: Braze}}\n  "
               "a: {}\n  -x: {}\n");
    here.write("syncs/broken.yaml", "syncs: [");
    here.write("other/c.yaml", "syncs: {c: {source: {connection: 12}}}\n");
    using names = std::vector<std::string>;
    CHECK(cli::known_names(here.root, cli::known_name::sync_key) == names{"a", "b"});
    CHECK(cli::known_names(here.root, cli::known_name::source) == names{"Snow"});
    CHECK(cli::known_names(here.root, cli::known_name::destination) == names{"Braze"});
    CHECK(cli::known_names(here.root, cli::known_name::environment).empty());
    here.write("censusctl.yaml",
               "manifests: [other, /etc, 'syncs/*.yaml']\nenvironments: {prod: {}, staging: {}}\n");
    CHECK(cli::known_names(here.root, cli::known_name::sync_key) == names{"a", "b", "c"});
    CHECK(cli::known_names(here.root, cli::known_name::environment) == names{"prod", "staging"});
    here.write("other/large.yaml", "syncs: {large: {}}\n#" + std::string(std::size_t{3} << 20U, 'x'));
    CHECK(cli::known_names(here.root, cli::known_name::sync_key) == names{"a", "b", "c"});
    here.write("censusctl.lock.json", "{}");
    CHECK(cli::known_names(here.root, cli::known_name::source) == names{"12", "Snow"});
}
