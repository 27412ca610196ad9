#pragma once
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/child_process.hpp"
#include "cli/command_failure.hpp"
#include "support/temporary_folder.hpp"

namespace censusctl::test {

/// A real repository in a folder that goes with the test, with a project in its folder `project`.
class git_repository {
public:
    git_repository() {
        git({"init", "--quiet", "--initial-branch=main"});
        std::filesystem::create_directories(project());
    }

    [[nodiscard]] std::filesystem::path root() const { return folder_.path; }
    [[nodiscard]] std::filesystem::path project() const { return folder_.path / "project"; }

    /// Writes a file of the project.
    void write(const std::string& name, const std::string& text) const {
        const std::filesystem::path path = project() / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }

    /// Commits all that is there; the id of the commit.
    std::string commit() const {
        git({"add", "--all"});
        git({"-c", "user.name=Nobody", "-c", "user.email=nobody@example.com", "-c", "commit.gpgsign=false",
             "commit", "--quiet", "--allow-empty", "--message=All"});
        std::string id = git({"rev-parse", "HEAD"});
        id.pop_back();
        return id;
    }

    /// What git prints; a test in which git fails, or is not there, fails.
    std::string git(const std::vector<std::string>& words) const {
        cli::child_command wanted;
        wanted.words = {"git", "-C", folder_.path.string()};
        wanted.words.insert(wanted.words.end(), words.begin(), words.end());
        // The tests may run in a hook of the repository that they lie in.
        wanted.without = {"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"};
        wanted.with = {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C"};
        cli::child_outcome done = cli::run_child(wanted);
        REQUIRE_MESSAGE(done.started, "there is no git");
        REQUIRE_MESSAGE(done.status == 0, done.complaint);
        return std::move(done.output);
    }

private:
    temporary_folder folder_;
};

/// "1: the message", or "no failure"; what else is thrown goes on.
template <class Task>
std::string failure_of(Task task) {
    try {
        task();
    } catch (const cli::command_failure& failure) {
        return std::to_string(failure.status()) + ": " + failure.what();
    }
    return "no failure";
}

}  // namespace censusctl::test
