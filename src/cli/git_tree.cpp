#include "cli/git_tree.hpp"

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string_view>
#include <vector>

#include "cli/child_process.hpp"
#include "cli/command_failure.hpp"
#include "cli/settings.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 20000;

/// A file of a commit.
struct blob {
    std::string id;
    std::string path;  ///< below the project folder
};

/// Git in the project folder.
class git {
public:
    git(const fs::path& folder, const std::string& token_env, std::string option = "--base")
        : folder_(folder), token_env_(token_env), option_(std::move(option)) {}

    [[nodiscard]] child_outcome run(std::vector<std::string> words, std::string input = {}) const {
        child_command wanted;
        wanted.words = {"git",
                        // A repository that lies in the files of this one is a stranger's.
                        "-c", "safe.bareRepository=explicit", "-c", "protocol.allow=never", "-C",
                        folder_.string(), "--no-pager", "--literal-pathspecs"};
        wanted.words.insert(wanted.words.end(), words.begin(), words.end());
        wanted.input = std::move(input);
        // A git hook sets variables that name its own repository; ours is the one round the project folder.
        wanted.without = {"GIT_DIR",
                          "GIT_WORK_TREE",
                          "GIT_COMMON_DIR",
                          "GIT_INDEX_FILE",
                          "GIT_OBJECT_DIRECTORY",
                          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                          "GIT_NAMESPACE",
                          "GIT_PREFIX"};
        for (std::string& secret : secret_variables(token_env_)) {
            wanted.without.push_back(std::move(secret));
        }
        wanted.with = {"GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "LC_ALL=C"};
        child_outcome done = run_child(wanted);
        if (!done.started) {
            throw command_failure(
                exit_failed, option_ + " names a git ref, and there is no `git` to read it with",
                option_ == "--base" ? "install git, or give a folder of what was last applied"
                                    : "install git");
        }
        if (done.too_long) {
            throw command_failure(exit_failed, "the files of the base are larger than 256 MiB");
        }
        return done;
    }

private:
    fs::path folder_;
    std::string token_env_;
    std::string option_;
};

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

std::string shown(const std::string& text) {
    return "'" + text::escape_and_cut(text, 200) + "'";
}

bool is_yaml(std::string_view path) {
    return path.ends_with(".yaml") || path.ends_with(".yml");
}

/// A tree may hold any name: one that leads out of the folder, or into .git, is not written.
bool is_safe(std::string_view path) {
    const fs::path parts(path);
    if (path.empty() || parts.is_absolute()) {
        return false;
    }
    for (const fs::path& part : parts) {
        if (part.empty() || part == "." || part == ".." || part == ".git") {
            return false;
        }
    }
    return true;
}

/// Whether one of the paths is in a list of `git ls-files -z --directory`, by itself or in a folder of it,
/// which ends with '/'.
bool any_is_among(const std::vector<std::string>& paths, std::string_view listing) {
    while (!listing.empty()) {
        const std::string_view entry = listing.substr(0, listing.find('\0'));
        listing.remove_prefix(std::min(listing.size(), entry.size() + 1));
        for (const std::string& path : paths) {
            if (path == entry || (entry == "./" && fs::path(path).is_relative()) ||
                (entry.ends_with('/') && path.starts_with(entry))) {
                return true;
            }
        }
    }
    return false;
}

/// The lines of `git ls-tree -z`: "MODE blob ID<tab>PATH", each ended by a zero byte. What is no regular file
/// has no id.
std::vector<blob> entries_of(std::string_view listing) {
    std::vector<blob> found;
    while (!listing.empty()) {
        const std::string_view line = listing.substr(0, listing.find('\0'));
        listing.remove_prefix(std::min(listing.size(), line.size() + 1));
        const std::size_t tab = line.find('\t');
        constexpr std::size_t id_start = 12;  // after "100644 blob "
        if (tab == std::string_view::npos || tab <= id_start) {
            continue;
        }
        const bool regular = line.substr(0, 3) == "100";
        found.push_back({regular ? std::string(line.substr(id_start, tab - id_start)) : std::string(),
                         std::string(line.substr(tab + 1))});
    }
    return found;
}

/// The YAML files among them.
std::vector<blob> yaml_files_of(std::string_view listing) {
    std::vector<blob> found = entries_of(listing);
    std::erase_if(found, [](const blob& entry) {
        return entry.id.empty() || !is_yaml(entry.path) || !is_safe(entry.path);
    });
    return found;
}

void write_file(const fs::path& path, std::string_view bytes) {
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) {
        throw command_failure(exit_failed, "the base cannot be written to " + shown(path.string()));
    }
}

/// The replies of `git cat-file --batch`: "ID blob SIZE<newline>", the bytes, and a newline, in our order.
void split_blobs(const std::vector<blob>& files, std::string_view replies,
                 const std::function<void(const blob&, std::string_view)>& take) {
    for (const blob& file : files) {
        const std::size_t end = replies.find('\n');
        const std::string_view head = replies.substr(0, end);
        std::size_t size = 0;
        const std::size_t digits = head.rfind(' ') + 1;
        const auto read = std::from_chars(head.data() + digits, head.data() + head.size(), size);
        if (end == std::string_view::npos || read.ec != std::errc() || replies.size() - end - 1 < size + 1) {
            throw command_failure(exit_failed,
                                  "git cannot read the file " + shown(file.path) + " of the base");
        }
        take(file, replies.substr(end + 1, size));
        replies.remove_prefix(end + 1 + size + 1);
    }
}

/// The bytes of all of them, one after the other, for `split_blobs`.
std::string contents_of(const git& here, const std::vector<blob>& files) {
    std::string wanted;
    for (const blob& file : files) {
        wanted.append(file.id).append("\n");
    }
    return here.run({"cat-file", "--batch"}, std::move(wanted)).output;
}

/// The id of the commit that a ref names; empty: none does.
std::string commit_of(const git& here, const std::string& ref) {
    const child_outcome parsed =
        here.run({"rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}"});
    return parsed.status == 0 ? first_line(parsed.output) : std::string();
}

constexpr const char* may_be_shallow =
    "a clone of CI may be shallow: fetch the ref first, for instance with "
    "`git fetch --depth=1 origin REF`";

}  // namespace

temporary_folder::temporary_folder() {
    std::error_code failed;
    std::string name = (fs::temp_directory_path(failed) / "censusctl-base-XXXXXX").string();
    if (failed || ::mkdtemp(name.data()) == nullptr) {
        throw command_failure(exit_failed, "no temporary folder can be made",
                              "set TMPDIR to a folder that can be written to");
    }
    path_ = name;
}

temporary_folder::~temporary_folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::optional<current_commit> commit_of(const fs::path& project, const std::vector<std::string>& read,
                                        const std::string& token_env) {
    const git repository(project, token_env);
    current_commit found;
    try {
        const child_outcome named = repository.run({"rev-parse", "--verify", "--quiet", "HEAD^{commit}"});
        if (named.status != 0) {
            return std::nullopt;
        }
        found.id = first_line(named.output);
        // No program that a configuration names for looking at files is started for a line in a report.
        const child_outcome compared =
            repository.run({"-c", "core.fsmonitor=false", "status", "--porcelain", "--untracked-files=no",
                            "--ignore-submodules", "--", "."});
        found.edited = compared.status == 0 && !compared.output.empty();
        if (!found.edited) {
            // Ignored ones too: what was read and is in no commit is no part of this one.
            const child_outcome others = repository.run(
                {"-c", "core.fsmonitor=false", "ls-files", "-z", "--others", "--directory", "--", "."});
            found.edited = others.status == 0 && any_is_among(read, others.output);
        }
    } catch (const command_failure&) {
        return std::nullopt;
    }
    return found;
}

bool names_a_commit(const fs::path& project, const std::string& ref, const std::string& token_env) {
    if (ref.empty() || ref.front() == '-') {
        return false;
    }
    try {
        const git here(project, token_env);
        return !commit_of(here, ref).empty();
    } catch (const command_failure&) {
        return false;  // no git, so no refs
    }
}

std::string extract_from_git(const fs::path& project, const std::string& ref, const fs::path& into,
                             const std::string& token_env) {
    if (ref.empty() || ref.front() == '-') {
        throw command_failure(exit_usage, "--base " + shown(ref) + " is neither a file nor a git ref",
                              "a ref does not begin with '-'; give a branch, a tag, a commit or a folder");
    }
    const git here(project, token_env);
    if (const child_outcome inside = here.run({"rev-parse", "--show-prefix"}); inside.status != 0) {
        throw command_failure(exit_failed,
                              "--base " + shown(ref) +
                                  " is no file, and the project is in no git repository: git says " +
                                  shown(first_line(inside.complaint)),
                              "give a folder or file of what was last applied");
    }
    std::string commit = commit_of(here, ref);
    if (commit.empty()) {
        throw command_failure(exit_failed,
                              "--base " + shown(ref) + " is neither a file nor a commit of this repository",
                              may_be_shallow);
    }
    const child_outcome listing = here.run({"ls-tree", "-r", "-z", commit});
    const std::vector<blob> files = yaml_files_of(listing.output);
    if (listing.status != 0 || files.empty()) {
        throw command_failure(exit_failed,
                              "the commit " + shown(ref) + " has no YAML file in the project folder",
                              "give a commit in which the files were applied");
    }
    if (files.size() > most_files) {
        throw command_failure(exit_failed, "the base has more than " + std::to_string(most_files) + " files");
    }
    split_blobs(files, contents_of(here, files),
                [&](const blob& file, std::string_view bytes) { write_file(into / file.path, bytes); });
    return commit;
}

std::map<std::string, std::string, std::less<>> read_from_git(const fs::path& project, const named_ref& from,
                                                              const std::vector<std::string>& names,
                                                              const std::string& token_env) {
    const std::string given = from.option + " " + shown(from.ref);
    if (from.ref.empty() || from.ref.front() == '-') {
        throw command_failure(exit_usage, given + " is no git ref",
                              "a ref does not begin with '-'; give a branch, a tag or a commit");
    }
    const git here(project, token_env, from.option);
    if (const child_outcome inside = here.run({"rev-parse", "--show-prefix"}); inside.status != 0) {
        throw command_failure(exit_failed, given + ": the project is in no git repository: git says " +
                                               shown(first_line(inside.complaint)));
    }
    const std::string commit = commit_of(here, from.ref);
    if (commit.empty()) {
        throw command_failure(exit_failed, given + " is no commit of this repository", may_be_shallow);
    }
    std::vector<std::string> listed{"ls-tree", "-z", commit, "--"};
    listed.insert(listed.end(), names.begin(), names.end());
    const child_outcome listing = here.run(std::move(listed));
    if (listing.status != 0) {
        throw command_failure(exit_failed,
                              given + " cannot be read: git says " + shown(first_line(listing.complaint)));
    }
    const std::vector<blob> files = entries_of(listing.output);
    for (const blob& file : files) {
        if (file.id.empty()) {
            throw command_failure(exit_failed, shown(file.path) + " of " + given + " is not a regular file");
        }
    }
    std::map<std::string, std::string, std::less<>> texts;
    split_blobs(files, contents_of(here, files),
                [&](const blob& file, std::string_view bytes) { texts.emplace(file.path, bytes); });
    return texts;
}

}  // namespace censusctl::cli
