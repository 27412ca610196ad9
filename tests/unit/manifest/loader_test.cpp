#include "manifest/loader.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reading.hpp"

using namespace censusctl;
using model::attribute;
namespace fs = std::filesystem;

namespace {

/// A folder of its own for each test, removed afterwards.
class project {
public:
    project() {
        std::string name = (fs::temp_directory_path() / "censusctl-loader-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        root_ = name;
    }
    project(const project&) = delete;
    project& operator=(const project&) = delete;
    ~project() {
        std::error_code ignored;
        fs::remove_all(root_, ignored);
    }

    [[nodiscard]] const fs::path& root() const { return root_; }

    void write(const std::string& path, const std::string& text) {
        fs::create_directories((root_ / path).parent_path());
        std::ofstream(root_ / path, std::ios::binary) << text;
    }

    manifest::declarations load(const std::vector<std::string>& paths = {}) {
        sources = {};
        diagnostics::collector found;
        manifest::declarations result = paths.empty() ? manifest::load_project(root_, {}, sources, found)
                                                      : manifest::load_files(root_, paths, sources, found);
        problems = diagnostics::sorted(std::move(found).take());
        return result;
    }

    /// As a command does that is given words.
    manifest::declarations load_with(const std::vector<std::string>& words) {
        sources = {};
        diagnostics::collector found;
        manifest::declarations result = manifest::load_project(root_, words, sources, found);
        problems = diagnostics::sorted(std::move(found).take());
        return result;
    }

    /// The problems, with the folder's own name taken out.
    [[nodiscard]] std::string said() const {
        std::string text;
        for (const auto& problem : problems) {
            text += problem.where.known() ? sources.path(problem.where.file) + ":" : "";
            text += test::described({problem});
        }
        for (std::size_t at = text.find(root_.string()); at != std::string::npos;
             at = text.find(root_.string())) {
            text.replace(at, root_.string().size(), "ROOT");
        }
        return text;
    }

    diagnostics::source_map sources;
    std::vector<diagnostics::diagnostic> problems;

private:
    fs::path root_;
};

std::string manifest_of(const std::vector<std::string>& keys) {
    std::string text = "version: 1\nsyncs:\n";
    for (const std::string& key : keys) {
        text += "  " + key +
                ":\n"
                "    source: {connection: S, model: m}\n"
                "    destination: {connection: B, object: user}\n"
                "    operation: upsert\n"
                "    mappings: [{from: A, to: a, is_primary_identifier: true}]\n";
    }
    return text;
}

std::string keys_of(const manifest::declarations& read) {
    std::string keys;
    for (const auto& sync : read.syncs) {
        keys += (keys.empty() ? "" : " ") + sync.key.value;
    }
    return keys;
}

std::string shown_files(const diagnostics::source_map& sources) {
    std::string names;
    for (std::uint32_t file = 0; file < sources.size(); ++file) {
        names += (names.empty() ? "" : " ") + sources.path(file);
    }
    return names;
}

}  // namespace

TEST_CASE("without a project file the folder syncs is read at any depth and in order of path") {
    project here;
    here.write("syncs/b.yaml", manifest_of({"b"}));
    here.write("syncs/a/z.yml", manifest_of({"z", "y"}));
    here.write("syncs/.hidden.yaml", "not: read");
    here.write("syncs/.git/x.yaml", "not: read");
    here.write("syncs/README.md", "not: read");
    const auto read = here.load();
    CHECK(here.said() == "");
    CHECK(keys_of(read) == "z y b");
    CHECK(shown_files(here.sources) == "syncs/a/z.yml syncs/b.yaml");
    CHECK(here.sources.line(1, 3) == "  b:");
    CHECK(read.syncs[2].key.where.file == 1);
}

TEST_CASE("the project file names manifests and defaults") {
    project here;
    here.write("censusctl.yaml",
               "version: 1\nworkspace: {base_url: https://x/api/v1, token_env: T, api: \"2021\"}\n"
               "manifests: [one.yaml, more, 'glob/*/[ab]?.yaml']\n"
               "defaults: {paused: true, run: always, schedule: {frequency: daily, hour: 3}}\n");
    here.write("one.yaml", manifest_of({"one"}));
    here.write("more/two.yaml",
               manifest_of({"two"}) + "    schedule: {hour: 4, minute: 5}\n    paused: false\n");
    here.write("glob/x/a1.yaml", manifest_of({"three"}) + "    schedule: hourly\n");
    here.write("glob/x/c1.yaml", manifest_of({"four"}));
    const auto read = here.load();
    CHECK(here.said() == "");
    CHECK(keys_of(read) == "three two one");
    CHECK(read.config.base_url.value == "https://x/api/v1");
    CHECK(read.config.token_env.value == "T");
    CHECK(read.config.api.value == "2021");
    CHECK(read.config.manifests.size() == 3);
    const auto& three = read.syncs[0];
    CHECK(three.spec.schedule.frequency == "hourly");
    CHECK_FALSE(three.spec.schedule.hour);
    CHECK(three.run.value == "always");
    const auto& two = read.syncs[1];
    CHECK(two.spec.schedule.frequency == "daily");
    CHECK(here.sources.path(two.at[attribute::schedule_frequency].file) == "censusctl.yaml");
    CHECK(two.spec.schedule.hour == 4);
    CHECK(two.spec.schedule.minute == 5);
    CHECK_FALSE(two.spec.paused);
    CHECK(read.syncs[2].spec.paused);
}

TEST_CASE("file defaults lie over project defaults and below the sync") {
    project here;
    here.write("censusctl.yaml",
               "version: 1\ndefaults: {operation: append, source: {connection: P, model: p}, run: never}\n");
    here.write("syncs/a.yaml",
               "version: 1\n"
               "defaults: {operation: mirror, source: {table: a.b.c}, destination: {connection: B}}\n"
               "syncs:\n"
               "  one: {destination: {object: o}, mappings: [{from: A, to: a}]}\n"
               "  two: {destination: {object: p, connection: 4}, operation: insert, run: null,\n"
               "        source: {connection: null, model: own}, mappings: [{from: A, to: a}]}\n");
    const auto read = here.load();
    CHECK(here.said() == "syncs/a.yaml:6:18 key-missing 'connection' has no value\n");
    REQUIRE(read.syncs.size() == 2);
    CHECK(read.syncs[0].spec.operation == "mirror");
    CHECK(read.syncs[0].source.connection.value.name == "P");
    CHECK(read.syncs[0].source.object.value.type == "table");
    CHECK(read.syncs[0].source.object.value.table == model::table_name{"a", "b", "c"});
    CHECK(read.syncs[0].destination.connection.value.name == "B");
    CHECK(read.syncs[1].destination.connection.value.id == 4);
    CHECK(read.syncs[1].source.object.value.name == "own");
    CHECK(read.syncs[1].source.object.value.type == "model");
    CHECK(read.syncs[1].spec.operation == "insert");
    CHECK(read.syncs[1].run.value == "never");
    CHECK_FALSE(read.syncs[1].run.where.known());
}

TEST_CASE("a mistake in defaults is reported once however many syncs use it") {
    project here;
    here.write("syncs/a.yaml",
               "version: 1\ndefaults: {paused: yes}\n" + manifest_of({"a", "b", "c"}).substr(11));
    here.load();
    CHECK(here.said() ==
          "syncs/a.yaml:2:20 type-mismatch 'paused' must be true or false, not the text 'yes'\n"
          "  hint: write true\n");
}

TEST_CASE("files that are read alone may be named absolutely or relative to the current folder") {
    project here;
    here.write("syncs/a.yaml", manifest_of({"a"}));
    here.write("elsewhere/b.txt", manifest_of({"b"}));
    CHECK(keys_of(here.load({(here.root() / "elsewhere/b.txt").string()})) == "b");
    CHECK(here.said() == "");
    const fs::path before = fs::current_path();
    fs::current_path(here.root() / "elsewhere");
    CHECK(keys_of(here.load({"b.txt", "../syncs"})) == "b a");
    CHECK(shown_files(here.sources) == "elsewhere/b.txt syncs/a.yaml");
    CHECK(keys_of(here.load({"b.txt", "./b.txt", "../elsewhere/b.*"})) == "b");
    fs::current_path(before);
}

TEST_CASE("words of a caller lead to files of the project, and add those that are not in it") {
    project here;
    here.write("censusctl.yaml", "version: 1\n");
    here.write("syncs/a.yaml", manifest_of({"a"}));
    here.write("syncs/b.yaml", manifest_of({"b", "b2"}));
    here.write("elsewhere/c.yaml", manifest_of({"c"}));
    const fs::path before = fs::current_path();
    fs::current_path(here.root() / "syncs");
    const auto read =
        here.load_with({"b.yaml", "./b.yaml", "../elsewhere", "*.yaml", "../censusctl.yaml", "a", "x*"});
    fs::current_path(before);
    CHECK(here.said() == "");
    CHECK(keys_of(read) == "c a b b2");
    CHECK(shown_files(here.sources) == "censusctl.yaml elsewhere/c.yaml syncs/a.yaml syncs/b.yaml");
    using files = std::vector<std::uint32_t>;
    REQUIRE(read.named.size() == 7);
    CHECK(read.named[0].files == files{3});
    CHECK(read.named[1].files == files{3});
    CHECK(read.named[2].files == files{1});
    CHECK(read.named[3].files == files{2, 3});
    CHECK(read.named[4].files.empty());
    CHECK(read.named[4].project_file);
    CHECK(read.named[4].nothing == "");
    CHECK(read.named[5].nothing == "there is no file, folder or sync 'a'");
    CHECK(read.named[6].nothing == "no file matches 'x*'");
}

TEST_CASE("a project of no folder syncs is what a caller's words lead to") {
    project here;
    here.write("m.yaml", manifest_of({"a"}));
    CHECK(keys_of(here.load_with({(here.root() / "m.yaml").string()})) == "a");
    CHECK(here.said() == "");
    here.write("censusctl.yaml", "version: 1\nmanifests: [nowhere]\n");
    CHECK(keys_of(here.load_with({(here.root() / "m.yaml").string()})) == "a");
    CHECK(here.said() ==
          "censusctl.yaml:2:13 manifest-empty there is no file or folder 'nowhere' in 'ROOT'\n");
}

TEST_CASE("files whose syncs are not known are told of") {
    project here;
    here.write("syncs/a.yaml", manifest_of({"a"}));
    here.write("syncs/b.yaml", "version: 1\nsyncs: [");
    here.write("syncs/c.yaml", "version: 1\nsync: {}\n");
    here.write("syncs/d.yaml", manifest_of({"d"}) + "    bogus: 1\n");
    const auto read = here.load_with({});
    CHECK(keys_of(read) == "a d");
    CHECK(read.broken == std::vector<std::uint32_t>{1, 2});
}

TEST_CASE("the project file is never taken for a manifest") {
    project here;
    here.write("censusctl.yaml", "version: 1\nmanifests: [.]\n");
    here.write("a.yaml", manifest_of({"a"}));
    CHECK(keys_of(here.load()) == "a");
    CHECK(here.said() == "");
}

TEST_CASE("symbolic links do not loop and a file is read once") {
    project here;
    here.write("syncs/one/a.yaml", manifest_of({"a"}));
    fs::create_directory_symlink(here.root() / "syncs", here.root() / "syncs/one/loop");
    fs::create_symlink("a.yaml", here.root() / "syncs/one/b.yaml");
    fs::create_symlink("nowhere", here.root() / "syncs/one/link");
    CHECK(keys_of(here.load()) == "a");
    CHECK(here.said() == "");
    const std::string root = here.root().string();
    CHECK(keys_of(here.load({root + "/**/*.yaml", root + "/**", root + "/*/*/a.yaml"})) == "a");
    CHECK(here.said() == "");
}

TEST_CASE("double stars match any number of folders") {
    project here;
    here.write("m/a.yaml", manifest_of({"a"}));
    here.write("m/x/b.yaml", manifest_of({"b"}));
    here.write("m/x/y/c.yaml", manifest_of({"c"}));
    here.write("m/x/y/d.yml", manifest_of({"d"}));
    const std::string root = here.root().string();
    CHECK(keys_of(here.load({root + "/m/**/*.yaml"})) == "a b c");
    CHECK(keys_of(here.load({root + "/m/**/y/*"})) == "c d");
    CHECK(keys_of(here.load({root + "/m/**"})) == "a b c d");
    CHECK(keys_of(here.load({root + "/m/*"})) == "a b c d");
    CHECK(keys_of(here.load({root + "/m/[!b].yaml"})) == "a");
}

TEST_CASE("nothing matched is an error that names what was looked for") {
    project here;
    here.load();
    CHECK(here.said() ==
          "- manifest-empty there is no folder 'syncs' in 'ROOT', and no manifest is named\n"
          "  hint: put manifests into 'syncs', name them under 'manifests' in censusctl.yaml, or give their "
          "paths\n");
    here.write("syncs/README.md", "");
    here.load();
    CHECK(here.said().starts_with("- manifest-empty the folder 'syncs' holds no *.yaml or *.yml file\n"));
    here.write("a.yaml", manifest_of({"a"}));
    here.write("censusctl.yaml", "version: 1\nmanifests: [a.yaml, b.yaml, 'c/*.yaml', syncs]\n");
    here.load();
    CHECK(here.said() ==
          "censusctl.yaml:2:21 manifest-empty there is no file or folder 'b.yaml' in 'ROOT'\n"
          "censusctl.yaml:2:29 manifest-empty no file matches 'c/*.yaml' in 'ROOT'\n"
          "censusctl.yaml:2:41 manifest-empty the folder 'syncs' holds no *.yaml or *.yml file in 'ROOT'\n");
    here.load({"nowhere.yaml"});
    CHECK(here.said() == "- manifest-empty there is no file or folder 'nowhere.yaml'\n");
}

TEST_CASE("manifests without a sync are an error that names them") {
    project here;
    here.write("syncs/a.yaml", "version: 1\nsyncs: {}\n");
    here.write("syncs/b.yaml", "version: 1\nsyncs:\n");
    here.load();
    CHECK(here.said() ==
          "- manifest-empty no sync is declared in 'syncs/a.yaml', 'syncs/b.yaml'\n"
          "  hint: declare one under 'syncs'\n");
    here.write("syncs/c.yaml", manifest_of({"c"}));
    CHECK(keys_of(here.load()) == "c");
    CHECK(here.said() == "");
}

TEST_CASE("a file with a syntax error is not also called empty and the others are read") {
    project here;
    here.write("syncs/a.yaml", "version: [1\n");
    here.load();
    CHECK(here.said().starts_with("syncs/a.yaml:1:10 yaml-syntax this '[' is not closed\n"));
    CHECK(here.problems.size() == 1);
    here.write("syncs/b.yaml", manifest_of({"b"}));
    CHECK(keys_of(here.load()) == "b");
    CHECK(here.problems.size() == 1);
}

TEST_CASE("a project file that cannot be read stops before manifests are guessed") {
    project here;
    here.write("censusctl.yaml", "version: 1\nmanifests: [a\n");
    here.write("syncs/a.yaml", manifest_of({"a"}));
    CHECK(here.load().syncs.empty());
    CHECK(here.problems.size() == 1);
    CHECK(keys_of(here.load({(here.root() / "syncs").string()})) == "a");
    CHECK(here.problems.size() == 1);
}

TEST_CASE("the same key in two files is an error with both places") {
    project here;
    here.write("syncs/a.yaml", manifest_of({"x", "same"}));
    here.write("syncs/b.yaml", manifest_of({"same", "y"}));
    CHECK(keys_of(here.load()) == "x same y");
    CHECK(here.said() ==
          "syncs/b.yaml:3:3 sync-duplicate the sync 'same' is declared twice\n"
          "  hint: give one of them another key, and another label; or take one away\n"
          "  note: 8:3 it is declared here first\n");
    CHECK(here.problems[0].sync == "same");
    CHECK(here.sources.path(here.problems[0].notes[0].where.file) == "syncs/a.yaml");
}

TEST_CASE("what is no readable file is named") {
    project here;
    here.write("syncs/a.yaml", manifest_of({"a"}));
    REQUIRE(::mkfifo((here.root() / "pipe.yaml").c_str(), 0600) == 0);
    here.load({(here.root() / "pipe.yaml").string()});
    CHECK(here.said() == "- file-unreadable 'pipe.yaml' cannot be read: it is not a regular file\n");
    fs::create_directory(here.root() / "censusctl.yaml");
    here.load();
    CHECK(here.said() == "- file-unreadable 'censusctl.yaml' cannot be read: it is a folder\n");
    fs::create_directories(here.root() / "syncs/folder.yaml");
    fs::remove(here.root() / "censusctl.yaml");
    CHECK(keys_of(here.load()) == "a");
    if (::geteuid() != 0) {  // root may read everything
        here.write("syncs/b.yaml", manifest_of({"b"}));
        fs::permissions(here.root() / "syncs/b.yaml", fs::perms::none);
        CHECK(keys_of(here.load()) == "a");
        CHECK(here.said() == "- file-unreadable 'syncs/b.yaml' cannot be read: Permission denied\n");
    }
}

TEST_CASE("a file that is too large is refused at its first line") {
    project here;
    here.write("syncs/a.yaml", manifest_of({"a"}));
    here.write("syncs/large.yaml", "");
    fs::resize_file(here.root() / "syncs/large.yaml", (std::uintmax_t{64} << 20U) + 1);
    CHECK(keys_of(here.load()) == "a");
    CHECK(here.said() ==
          "syncs/large.yaml:1:1 yaml-limit the file has more than 64 MiB, which is the most that is read\n"
          "  hint: split it into several files\n");
}

TEST_CASE("a byte order mark is not part of the source lines") {
    project here;
    here.write("syncs/a.yaml", "\xEF\xBB\xBF" + manifest_of({"a"}));
    CHECK(keys_of(here.load()) == "a");
    CHECK(here.sources.line(0, 1) == "version: 1");
}

TEST_CASE("a token in the project file is never part of a message nor of a place") {
    for (const std::string text :
         {"workspace:\n  token: sekrit\n", "workspace:\n  token_env: sekrit-1\n", "api_token: sekrit\n",
          "workspace: {token_env: [sekrit]}\n", "workspace:\n  base_url: https://bearer:sekrit@x/api\n"}) {
        project here;
        here.write("censusctl.yaml", "version: 1\n" + text);
        here.write("syncs/a.yaml", manifest_of({"a"}));
        here.load();
        REQUIRE(here.problems.size() == 1);
        CHECK(here.said().find("sekrit") == std::string::npos);
        CHECK_FALSE(here.problems[0].where.known());
    }
}
