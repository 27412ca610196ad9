#include "manifest/files_ahead.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "manifest/loader.hpp"
#include "support/temporary_folder.hpp"

using namespace censusctl;
namespace fs = std::filesystem;

namespace {

/// Files of every fate: sound, of broken YAML, of a key twice, empty, not there, a folder.
std::vector<fs::path> write_files(const fs::path& folder, std::mt19937& random, std::size_t count) {
    std::vector<fs::path> paths;
    for (std::size_t at = 0; at < count; ++at) {
        const fs::path path = folder / ("f" + std::to_string(1000 + at) + ".yaml");
        paths.push_back(path);
        const auto kind = random() % 6;
        if (kind == 4) {
            fs::create_directory(path);
            continue;
        }
        if (kind == 5) {
            continue;
        }
        std::ofstream out(path);
        out << (kind == 0   ? "version: 1\nsyncs: {a" + std::to_string(at) + ": {label: x}}\n"
                : kind == 1 ? "version: [1\n"
                : kind == 2 ? "version: 1\nversion: 2\n"
                            : "");
    }
    return paths;
}

/// What came of all files, in order.
std::string told(const std::vector<fs::path>& paths, std::size_t threads) {
    manifest::files_ahead ahead(paths, 5, threads);
    std::string text;
    std::uint32_t index = 5;
    for (std::size_t at = 0; at < paths.size(); ++at) {
        manifest::parsed_file parsed = ahead.take(index);
        text += std::to_string(at) + (parsed.read ? " read " : " not read: " + parsed.file.failure);
        text += parsed.text + (parsed.tree ? "tree" : "no tree");
        if (parsed.tree) {
            text += std::to_string(parsed.tree->root().where().file);
        }
        for (const auto& problem : parsed.problems.all()) {
            text += "|" + std::to_string(problem.where.file) + ":" + std::to_string(problem.where.line) +
                    " " + problem.message;
        }
        text += "\n";
        index += parsed.read ? 1 : 0;  // one that cannot be read is not in the source map
    }
    return text;
}

}  // namespace

TEST_CASE("files are taken in their order and as if there were one thread") {
    std::mt19937 random(11);  // NOLINT: the same each time
    for (int round = 0; round < 20; ++round) {
        const test::temporary_folder folder;
        const std::vector<fs::path> paths = write_files(folder.path, random, 1 + random() % 40);
        const std::string alone = told(paths, 0);
        CHECK(told(paths, 1) == alone);
        CHECK(told(paths, 2) == alone);
        CHECK(told(paths, 7) == alone);
    }
}

TEST_CASE("who takes no more need not wait for files that are not begun") {
    std::mt19937 random(12);  // NOLINT: the same each time
    const test::temporary_folder folder;
    const std::vector<fs::path> paths = write_files(folder.path, random, 40);
    manifest::files_ahead untouched(paths, 0, 3);
    manifest::files_ahead begun(paths, 0, 3);
    static_cast<void>(begun.take(0));
}

TEST_CASE("few files are read without threads") {
    CHECK(manifest::threads_for(0) == 0);
    CHECK(manifest::threads_for(3) == 0);
    CHECK(manifest::threads_for(1000) <= 8);
}
