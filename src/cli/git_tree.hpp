#pragma once
#include <filesystem>
#include <string>

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

/// Writes the YAML files (*.yaml, *.yml) that the project folder had in the commit that `ref` names into
/// `into`, in the same places; returns the commit's id. They are read with `git`, without a shell and without
/// a checkout: neither the working tree nor the index is looked at. Links are left out. `token_env` is kept
/// from the child's environment. Throws command_failure (1): no git, no repository, no such commit, no file
/// of this folder in it.
std::string extract_from_git(const std::filesystem::path& project, const std::string& ref,
                             const std::filesystem::path& into, const std::string& token_env);

}  // namespace censusctl::cli
