#pragma once
#include <filesystem>
#include <string>
#include <system_error>

/// What a repository holds may be a stranger's. A path that lies in it, by its name, is opened only if what
/// is opened lies in it too, so that no committed link leads out to other files of the machine; every file
/// that the program opens for its user passes through here.
namespace censusctl::text {

/// The innermost folder at or above an absolute one that holds a `.git`, be it a folder or, as in a linked
/// worktree, a file; empty: there is none. Links are not resolved.
[[nodiscard]] std::filesystem::path repository_above(const std::filesystem::path& folder);

/// For as long as it lives, the repository that the program works in: the innermost folder at or above the
/// project folder that holds a `.git`, else the project folder. Without one, as in tests of single files, no
/// path lies in a repository. One at a time, and from one thread.
class working_repository {
public:
    explicit working_repository(const std::filesystem::path& project_folder);
    ~working_repository();
    working_repository(const working_repository&) = delete;
    working_repository& operator=(const working_repository&) = delete;

    /// With all links resolved.
    [[nodiscard]] static const std::filesystem::path& root() noexcept;
};

/// Whether a path lies in the repository by its name alone.
[[nodiscard]] bool is_named_inside(const std::filesystem::path& path);

/// Whether a path lies in the repository by its name, and leads out of it. True as well where that cannot be
/// told. False for one that is not there.
[[nodiscard]] bool leads_out(const std::filesystem::path& path);

/// A descriptor that closes itself.
class open_file {
public:
    explicit open_file(int number = -1) noexcept : number_(number) {}
    open_file(open_file&& other) noexcept;
    open_file& operator=(open_file&& other) noexcept;
    ~open_file();

    [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }
    [[nodiscard]] int number() const noexcept { return number_; }
    /// Gives it up to the caller, who closes it.
    [[nodiscard]] int release() noexcept;

private:
    int number_;
};

/// Opens a file, as open(2) does, and never waits for it. It is not opened, and `failure` is
/// `file_problem::leads_out`, where a path of the repository leads out of it, and `file_problem::not_regular`
/// for what is no regular file. A file that is not there yet is made only in a folder that lies inside.
[[nodiscard]] open_file open_regular(const std::filesystem::path& path, int flags, unsigned mode,
                                     std::error_code& failure);

/// The same of a folder, for what is made and renamed in it.
[[nodiscard]] open_file open_folder(const std::filesystem::path& path, std::error_code& failure);

/// What the system has no error number for.
enum class file_problem { leads_out = 1, not_regular, folder };
[[nodiscard]] std::error_code make_error_code(file_problem problem) noexcept;

}  // namespace censusctl::text

template <>
struct std::is_error_code_enum<censusctl::text::file_problem> : std::true_type {};
