#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace censusctl::manifest {

/// What one entry of `manifests`, or one PATH, leads to.
struct path_match {
    enum class match_kind { missing, file, folder, pattern };
    match_kind kind{match_kind::missing};
    std::vector<std::filesystem::path> files;  ///< sorted by bytes
    /// Folders that could not be listed, and why.
    std::vector<std::pair<std::filesystem::path, std::string>> failures;
};

/// Finds the files of an entry: a file (whatever its name ends in), a folder (all *.yaml and *.yml in it, at
/// any depth), or a pattern with `*`, `?`, `[…]` and `**` for any number of folders. Relative ones start at
/// `base`. Names that start with a dot are passed over unless they are named. A folder that is reached twice,
/// as by a symbolic link to its parent, is entered once.
[[nodiscard]] path_match find_manifests(const std::filesystem::path& base, std::string_view entry);

/// Collects files of several entries: each once, also if it has several names, sorted by the bytes of the
/// path that is shown.
class manifest_files {
public:
    /// `folder`: what shown paths are relative to, if the file lies inside.
    explicit manifest_files(std::filesystem::path folder) : folder_{std::move(folder)} {}

    /// Never takes this file: the project's own configuration.
    void leave_out(const std::filesystem::path& path);
    void add(const std::filesystem::path& path);
    /// What the caller pipes in; its name in messages is "-".
    void add_standard_input();

    struct found_file {
        std::string shown;
        std::filesystem::path path;
    };
    [[nodiscard]] std::vector<found_file> sorted() const;

private:
    std::filesystem::path folder_;
    std::set<std::filesystem::path> left_out_;
    std::vector<found_file> files_;
};

/// One name for all names of a file or folder, whether it is there or not.
[[nodiscard]] std::filesystem::path file_identity(const std::filesystem::path& path);

/// A path as it is shown: relative to `folder` if it lies inside, else absolute.
[[nodiscard]] std::string shown_path(const std::filesystem::path& folder, const std::filesystem::path& path);

}  // namespace censusctl::manifest
