#include "cli/git_tree.hpp"

#include <charconv>
#include <cstdlib>
#include <fstream>
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
    git(const fs::path& folder, const std::string& token_env) : folder_(folder), token_env_(token_env) {}

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
            throw command_failure(exit_failed,
                                  "--base names a git ref, and there is no `git` to read it with",
                                  "install git, or give a folder of what was last applied");
        }
        if (done.too_long) {
            throw command_failure(exit_failed, "the files of the base are larger than 256 MiB");
        }
        return done;
    }

private:
    fs::path folder_;
    std::string token_env_;
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

/// The lines of `git ls-tree -r -z`: "MODE blob ID<tab>PATH", each ended by a zero byte.
std::vector<blob> blobs_of(std::string_view listing) {
    std::vector<blob> found;
    while (!listing.empty()) {
        const std::string_view line = listing.substr(0, listing.find('\0'));
        listing.remove_prefix(std::min(listing.size(), line.size() + 1));
        const std::size_t tab = line.find('\t');
        constexpr std::size_t id_start = 12;  // after "100644 blob "
        if (tab == std::string_view::npos || tab <= id_start || line.substr(0, 3) != "100") {
            continue;
        }
        const std::string_view path = line.substr(tab + 1);
        if (is_yaml(path) && is_safe(path)) {
            found.push_back({std::string(line.substr(id_start, tab - id_start)), std::string(path)});
        }
    }
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
void write_blobs(const std::vector<blob>& files, std::string_view replies, const fs::path& into) {
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
        write_file(into / file.path, replies.substr(end + 1, size));
        replies.remove_prefix(end + 1 + size + 1);
    }
}

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

bool names_a_commit(const fs::path& project, const std::string& ref, const std::string& token_env) {
    if (ref.empty() || ref.front() == '-') {
        return false;
    }
    try {
        const git here(project, token_env);
        return here.run({"rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}"}).status ==
               0;
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
    const child_outcome parsed =
        here.run({"rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}"});
    std::string commit = first_line(parsed.output);
    if (parsed.status != 0 || commit.empty()) {
        throw command_failure(exit_failed,
                              "--base " + shown(ref) + " is neither a file nor a commit of this repository",
                              "a clone of CI may be shallow: fetch the ref first, for instance with "
                              "`git fetch --depth=1 origin REF`");
    }
    const child_outcome listing = here.run({"ls-tree", "-r", "-z", commit});
    const std::vector<blob> files = blobs_of(listing.output);
    if (listing.status != 0 || files.empty()) {
        throw command_failure(exit_failed,
                              "the commit " + shown(ref) + " has no YAML file in the project folder",
                              "give a commit in which the files were applied");
    }
    if (files.size() > most_files) {
        throw command_failure(exit_failed, "the base has more than " + std::to_string(most_files) + " files");
    }
    std::string wanted;
    for (const blob& file : files) {
        wanted.append(file.id).append("\n");
    }
    const child_outcome contents = here.run({"cat-file", "--batch"}, std::move(wanted));
    write_blobs(files, contents.output, into);
    return commit;
}

}  // namespace censusctl::cli
