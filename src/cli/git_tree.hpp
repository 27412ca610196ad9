#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace censusctl::cli {

/// A folder of its own under the system's folder for temporary files, removed at the end.
class temporary_folder {
public:
    /// Throws command_failure (1) where none can be made.
    temporary_folder();
    ~temporary_folder();
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

/// Whether `ref` names a commit of the repository that the project is in; false where there is no repository,
/// or no `git` to ask.
[[nodiscard]] bool names_a_commit(const std::filesystem::path& project, const std::string& ref,
                                  const std::string& token_env);

/// The commit that the project folder's repository is at, and whether tracked files of the folder differ from
/// it or one of `read`, which are paths in the project folder, is not tracked. Absent where there is no
/// repository, no commit, or no `git` to ask.
struct current_commit {
    std::string id;
    bool edited{false};
};
[[nodiscard]] std::optional<current_commit> commit_of(const std::filesystem::path& project,
                                                      const std::vector<std::string>& read,
                                                      const std::string& token_env);

/// Writes the YAML files (*.yaml, *.yml) that the project folder had in the commit that `ref` names into
/// `into`, in the same places; returns the commit's id. They are read with `git`, without a shell and without
/// a checkout: neither the working tree nor the index is looked at. Links are left out. `token_env` is kept
/// from the child's environment. Throws command_failure (1): no git, no repository, no such commit, no file
/// of this folder in it.
std::string extract_from_git(const std::filesystem::path& project, const std::string& ref,
                             const std::filesystem::path& into, const std::string& token_env);

/// A ref, and the option that it was given by, for messages.
struct named_ref {
    std::string option;  ///< "--trust-base"
    std::string ref;
};

/// The texts of those of `names` that the project folder has in the commit, by name: read as
/// `extract_from_git` reads. Throws command_failure: 64 for what can be no ref; 1 for no git, no repository,
/// no such commit, or a link or folder of that name.
[[nodiscard]] std::map<std::string, std::string, std::less<>> read_from_git(
    const std::filesystem::path& project, const named_ref& from, const std::vector<std::string>& names,
    const std::string& token_env);

}  // namespace censusctl::cli
