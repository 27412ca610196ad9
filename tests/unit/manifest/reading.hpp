#pragma once
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "manifest/config_reader.hpp"
#include "manifest/manifest_reader.hpp"
#include "manifest/yaml_reader.hpp"
#include "support/source_dir.hpp"

/// Manifests read from memory, and their problems as text, for the tests of this station.
namespace censusctl::test {

struct reading {
    std::vector<manifest::declared_sync> syncs;
    manifest::project_config config;
    std::vector<diagnostics::diagnostic> problems;  ///< in file order
};

inline reading read_manifest(const std::string& text) {
    diagnostics::collector problems;
    manifest::reading_problems reporter(problems);
    const manifest::project_config config;
    manifest::manifest_reader reader(config, {}, reporter);
    if (auto tree = manifest::read_yaml(text, 0, problems)) {
        reader.read(*tree);
    }
    reading result;
    manifest::declarations read;
    std::move(reader).finish(read);
    result.syncs = std::move(read.syncs);
    result.problems = diagnostics::sorted(std::move(problems).take());
    return result;
}

inline reading read_project_file(const std::string& text) {
    diagnostics::collector problems;
    manifest::reading_problems reporter(problems);
    reading result;
    manifest::variable_names used;
    if (auto tree = manifest::read_yaml(text, 0, problems)) {
        result.config = manifest::read_config(*tree, {}, used, reporter);
    }
    result.problems = diagnostics::sorted(std::move(problems).take());
    return result;
}

/// "line:column code message", or "- code message" without a place, then hints and notes, indented.
inline std::string described(const std::vector<diagnostics::diagnostic>& problems) {
    const auto place = [](const diagnostics::span& where) {
        return where.known() ? std::to_string(where.line) + ":" + std::to_string(where.column) : "-";
    };
    std::string text;
    for (const auto& problem : problems) {
        text += place(problem.where) + " " + std::string(diagnostics::info(problem.id).slug) + " " +
                problem.message + "\n";
        for (const auto& hint : problem.hints) {
            text += "  hint: " + hint + "\n";
        }
        for (const auto& note : problem.notes) {
            text += "  note: " + place(note.where) + " " + note.message + "\n";
        }
    }
    return text;
}

inline std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The files of tests/unit/manifest/cases/FOLDER with this ending, by name.
inline std::vector<std::filesystem::path> case_files(const std::string& folder, const std::string& ending) {
    std::vector<std::filesystem::path> files;
    const std::filesystem::path root =
        std::filesystem::path(censusctl::test::source_dir()) / "tests/unit/manifest/cases" / folder;
    for (const auto& entry : std::filesystem::directory_iterator(root)) {
        if (entry.path().extension() == ending) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

inline std::vector<std::filesystem::path> all_case_files() {
    std::vector<std::filesystem::path> files;
    for (const char* folder : {"good", "bad", "project_good", "project_bad"}) {
        const auto some = case_files(folder, ".yaml");
        files.insert(files.end(), some.begin(), some.end());
    }
    return files;
}

}  // namespace censusctl::test
