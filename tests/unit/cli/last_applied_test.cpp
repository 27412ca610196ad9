#include "cli/last_applied.hpp"

#include <doctest/doctest.h>

#include "cli/command_failure.hpp"
#include "unit/cli/git_repository.hpp"

using namespace censusctl;
using test::failure_of;
using test::git_repository;

namespace fs = std::filesystem;

namespace {

/// A manifest of one sync.
std::string manifest_of(const std::string& key) {
    return "version: 1\n"
           "syncs:\n"
           "  " +
           key +
           ":\n"
           "    source: {connection: Warehouse, model: users}\n"
           "    destination: {connection: Braze, object: user}\n"
           "    operation: upsert\n"
           "    mappings:\n"
           "      - {from: ID, to: external_id, is_primary_identifier: true}\n";
}

/// "NAME: the keys of the syncs".
std::string applied(const git_repository& here, const std::string& base) {
    cli::cli_options options;
    options.directory = here.project().string();
    cli::console screen;
    const cli::context invocation{options, screen, {}};
    const cli::last_applied found = cli::read_last_applied(invocation, base, "CENSUS_API_TOKEN");
    std::string text = found.name + ":";
    for (const manifest::declared_sync& sync : found.declared.syncs) {
        text += " " + sync.key.value;
    }
    return text;
}

std::string refusal(const git_repository& here, const std::string& base) {
    return failure_of([&] { static_cast<void>(applied(here, base)); });
}

}  // namespace

TEST_CASE("what was last applied is a folder, a file or a commit") {
    const git_repository here;
    here.write("syncs/a.yaml", manifest_of("committed"));
    const std::string commit = here.commit();
    here.write("syncs/a.yaml", manifest_of("now"));
    here.write("../before/syncs/a.yaml", manifest_of("before"));
    const std::string folder = (here.root() / "before").string();
    const std::string file = (here.project() / "syncs/a.yaml").string();
    CHECK(applied(here, folder) == folder + ": before");
    CHECK(applied(here, file) == file + ": now");
    CHECK(applied(here, "main") == "main (" + commit.substr(0, 12) + "): committed");
    CHECK(applied(here, commit.substr(0, 10)) == commit.substr(0, 10) + ": committed");
}

TEST_CASE("what declares no sync was not applied") {
    const git_repository here;
    here.write("censusctl.yaml", "version: 1\n");
    static_cast<void>(here.commit());
    const std::string folder = here.project().string();
    CHECK(refusal(here, folder) == "1: what --base names declares no sync: '" + folder + "'");
    CHECK(refusal(here, "main") == "1: what --base names declares no sync: 'main'");
}

TEST_CASE("what has errors was not applied") {
    const git_repository here;
    here.write("syncs/a.yaml", manifest_of("users") + "    nonsense: 1\n");
    static_cast<void>(here.commit());
    CHECK(refusal(here, "main") == "1: what --base names has errors: 'main'");
}

TEST_CASE("what is neither there nor a commit is refused") {
    const git_repository here;
    here.write("syncs/a.yaml", manifest_of("users"));
    static_cast<void>(here.commit());
    CHECK(refusal(here, "nowhere") ==
          "1: --base 'nowhere' is neither a file nor a commit of this repository");
    CHECK(refusal(here, "-x") == "64: --base '-x' is neither a file nor a git ref");
}

TEST_CASE("a base that is a path and a ref is neither, until it is written out") {
    const git_repository here;
    here.write("syncs/a.yaml", manifest_of("committed"));
    const std::string commit = here.commit();
    here.write("../both/syncs/a.yaml", manifest_of("folder"));
    here.git({"branch", "both"});
    const fs::path before = fs::current_path();
    fs::current_path(here.root());  // paths of the command line are the caller's
    const std::string both = refusal(here, "both");
    const std::string path = applied(here, "./both");
    const std::string ref = applied(here, "both^0");
    fs::current_path(before);
    CHECK(both == "1: --base 'both' is a ref of this repository and a path as well");
    CHECK(path == "./both: folder");
    CHECK(ref == "both^0 (" + commit.substr(0, 12) + "): committed");
}
