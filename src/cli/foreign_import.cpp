#include "cli/foreign_import.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/command_failure.hpp"
#include "manifest/file_text.hpp"
#include "plan/gitlink_reader.hpp"
#include "plan/import.hpp"
#include "plan/not_understood.hpp"
#include "plan/terraform_reader.hpp"
#include "report/values.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_foreign_files = 10'000;
constexpr std::size_t most_foreign_bytes = std::size_t{256} << 20U;
constexpr std::size_t longest_text = 200;
constexpr std::size_t longest_value = 60;

std::string in_quotes(const std::string& name) {
    return "'" + text::escape_and_cut(name, longest_text) + "'";
}

std::string safe(const std::string& text) {
    return text::escape_and_cut(text, longest_text);
}

bool is_yaml_file(const fs::path& path) {
    return path.extension() == ".yaml" || path.extension() == ".yml";
}

/// Whether a path, links resolved, lies in a folder that is resolved already.
bool lies_in(const fs::path& path, const fs::path& folder) {
    std::error_code failure;
    const fs::path real = fs::canonical(path, failure);
    const auto [end, other] = std::mismatch(folder.begin(), folder.end(), real.begin(), real.end());
    return !failure && end == folder.end();
}

/// The YAML files below a folder, by name. No link to a folder is followed.
std::vector<fs::path> files_below(const fs::path& folder) {
    std::error_code failure;
    std::vector<fs::path> found;
    fs::recursive_directory_iterator next(folder, failure);
    while (!failure && next != fs::recursive_directory_iterator{}) {
        const fs::path path = next->path();
        std::error_code unknown;
        if (path.filename().string().starts_with('.')) {
            next.disable_recursion_pending();
        } else if (is_yaml_file(path) && !next->is_directory(unknown)) {
            found.push_back(path);
        }
        if (found.size() > most_foreign_files) {
            throw command_failure(exit_failed, in_quotes(folder.string()) + " holds more than " +
                                                   std::to_string(most_foreign_files) +
                                                   " files, which is the most that is read");
        }
        next.increment(failure);
    }
    if (failure) {
        throw command_failure(exit_failed, "the folder " + in_quotes(folder.string()) +
                                               " cannot be listed: " + failure.message());
    }
    std::ranges::sort(found, {}, &fs::path::native);
    return found;
}

plan::foreign_files read_folder(const std::string& name) {
    plan::foreign_files files;
    std::error_code failure;
    const fs::path real = fs::canonical(name, failure);
    if (failure || !fs::is_directory(real, failure)) {
        throw command_failure(exit_failed, "there is no folder " + in_quotes(name));
    }
    std::size_t bytes = 0;
    for (const fs::path& path : files_below(name)) {
        const std::string shown = path.string();
        if (!lies_in(path, real)) {
            files.rest.push_back({shown, "the file", "it leads out of the folder, and is not read"});
            continue;
        }
        const manifest::file_text there = manifest::read_file(path);
        if (!there.bytes) {
            files.rest.push_back(
                {shown, "the file",
                 "it cannot be read: " + (there.too_large ? "it is too large" : there.failure)});
            continue;
        }
        bytes += there.bytes->size();
        if (bytes > most_foreign_bytes) {
            throw command_failure(exit_failed, "the files below " + in_quotes(name) +
                                                   " have more than 256 MiB, which is the most that is read");
        }
        plan::read_gitlink(*there.bytes, shown, files);
    }
    return files;
}

plan::foreign_files read_file(const std::string& name) {
    const manifest::file_text there = manifest::read_file(name);
    if (!there.bytes) {
        throw command_failure(exit_failed, in_quotes(name) + " cannot be read: " +
                                               (there.too_large ? "it is too large" : there.failure));
    }
    plan::foreign_files files;
    if (const std::string why = plan::read_terraform(*there.bytes, files); !why.empty()) {
        throw command_failure(exit_failed,
                              in_quotes(name) + " is not what `terraform show -json` prints: " + safe(why));
    }
    return files;
}

/// What is told of one sync of the files, and its live one.
class telling {
public:
    telling(const context& invocation, const plan::foreign_files& files,
            const std::vector<model::live_sync>& live)
        : screen_(invocation.screen),
          files_(files),
          live_(live),
          found_(plan::match_foreign(files.syncs, live)) {}

    foreign_choice run(bool keep_going) {
        for (const plan::foreign_rest& rest : files_.rest) {
            tell("not carried over: ", rest.place, safe(rest.what) + ": " + safe(rest.why));
        }
        foreign_choice chosen;
        std::size_t missing = 0;
        for (std::size_t at = 0; at < files_.syncs.size(); ++at) {
            const plan::foreign_sync& sync = files_.syncs[at];
            if (!found_[at].live) {
                ++missing;
                const std::string why =
                    safe(sync.place) + ": " + in_quotes(sync.name) + ": " + safe(found_[at].why_not);
                if (keep_going) {
                    screen_.note("left out: " + why);
                } else {
                    screen_.complain("in the way: " + why);
                }
                continue;
            }
            chosen.wanted.push_back(*found_[at].live);
            chosen.names.emplace(*found_[at].live, sync.name);
            tell_of(sync, live_[*found_[at].live]);
        }
        if (missing > 0 && !keep_going) {
            throw command_failure(exit_failed,
                                  "nothing was written: " + text::counted(missing, "sync") + " of " +
                                      std::to_string(files_.syncs.size()) +
                                      " cannot be found in the workspace",
                                  "--keep-going leaves those out");
        }
        std::ranges::sort(chosen.wanted);
        return chosen;
    }

private:
    void tell(const char* kind, const std::string& place, const std::string& text) {
        screen_.note(kind + safe(place) + ": " + text);
    }

    void tell_of(const plan::foreign_sync& sync, const model::live_sync& live) {
        for (const plan::foreign_rest& rest : sync.rest) {
            tell("not carried over: ", rest.place, safe(rest.what) + ": " + safe(rest.why));
        }
        if (!sync.label.empty() && sync.label != live.spec.label) {
            tell("differs: ", sync.place,
                 "label: " + in_quotes(sync.label) + ", in the workspace " + in_quotes(live.spec.label));
        }
        if (!plan::is_understood(live)) {
            return;  // the import leaves it out, and says why
        }
        for (const plan::foreign_difference& each : plan::differences(sync, live)) {
            const report::shown_pair values =
                report::shown_values(each.change.path, each.change.before, each.change.after, longest_value);
            tell("differs: ", each.place,
                 text::escape_for_terminal(to_string(each.change.path)) + ": " + values.after +
                     ", in the workspace " + values.before);
        }
        tell_parent(sync, live);
    }

    /// In the vendor's files a parent is named, and not numbered.
    void tell_parent(const plan::foreign_sync& sync, const model::live_sync& live) {
        if (sync.parent.empty()) {
            return;
        }
        const auto parent = std::ranges::find(files_.syncs, sync.parent, &plan::foreign_sync::name);
        const auto index = static_cast<std::size_t>(parent - files_.syncs.begin());
        const bool known = parent != files_.syncs.end() && found_[index].live;
        const auto& now = live.spec.triggers.sync_sequence.id;
        if (!known || now != live_[*found_[index].live].id) {
            tell("differs: ", sync.parent_place,
                 "triggers.sync_sequence: " + in_quotes(sync.parent) + ", in the workspace " +
                     (now ? "sync " + std::to_string(*now) : std::string("none")));
        }
    }

    console& screen_;
    const plan::foreign_files& files_;
    const std::vector<model::live_sync>& live_;
    std::vector<plan::foreign_match> found_;
};

}  // namespace

plan::foreign_files read_foreign(const cli_options& options) {
    const std::string& name = options.words.front();
    plan::foreign_files files = options.from == "gitlink" ? read_folder(name) : read_file(name);
    if (files.syncs.empty()) {
        std::string why;
        if (!files.rest.empty()) {
            const plan::foreign_rest& first = files.rest.front();
            why = safe(first.place) + ": " + safe(first.what) + ": " + safe(first.why);
        }
        throw command_failure(exit_failed, "no sync is described in " + in_quotes(name), why);
    }
    return files;
}

foreign_choice choose_foreign(const context& invocation, const plan::foreign_files& files,
                              const std::vector<model::live_sync>& live) {
    return telling(invocation, files, live).run(invocation.options.keep_going);
}

}  // namespace censusctl::cli
