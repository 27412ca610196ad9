#include "manifest/manifest_files.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "manifest/file_text.hpp"
#include "manifest/glob.hpp"
#include "text/repository_files.hpp"

namespace censusctl::manifest {
namespace {

namespace fs = std::filesystem;

bool is_yaml(const fs::path& path) {
    const std::string name = path.filename().string();
    return name.ends_with(".yaml") || name.ends_with(".yml");
}

std::vector<std::string> parts_of(std::string_view pattern) {
    std::vector<std::string> parts;
    while (!pattern.empty()) {
        const std::size_t slash = std::min(pattern.find('/'), pattern.size());
        if (slash > 0) {
            parts.emplace_back(pattern.substr(0, slash));
        }
        pattern.remove_prefix(std::min(slash + 1, pattern.size()));
    }
    return parts;
}

/// Walks folders and takes what matches.
class walker {
public:
    explicit walker(path_match& found) : found_{found} {}

    void take_folder(const fs::path& folder) {
        if (!enter(folder, 0)) {
            return;
        }
        for (const fs::path& entry : list(folder)) {
            if (entry.filename().string().starts_with('.')) {
                continue;
            }
            if (is_folder(entry)) {
                take_folder(entry);
            } else if (is_yaml(entry)) {
                found_.files.push_back(entry);
            }
        }
    }

    void take_pattern(const fs::path& folder, const std::vector<std::string>& parts, std::size_t part) {
        if (part == parts.size()) {
            take_folder(folder);
            return;
        }
        if (parts[part] == "**") {
            take_any_depth(folder, parts, part);
        } else if (!is_pattern(parts[part])) {
            take_entry(folder / parts[part], parts, part);
        } else if (enter(folder, part + 1)) {
            for (const fs::path& entry : list(folder)) {
                if (matches_name(parts[part], entry.filename().string())) {
                    take_entry(entry, parts, part);
                }
            }
        }
    }

private:
    void take_entry(const fs::path& entry, const std::vector<std::string>& parts, std::size_t part) {
        if (is_folder(entry)) {
            take_pattern(entry, parts, part + 1);
            return;
        }
        std::error_code failure;
        const bool exists = fs::exists(entry, failure);
        const bool takes_all = parts[part] == "*";
        if (exists && part + 1 == parts.size() && (!takes_all || is_yaml(entry))) {
            found_.files.push_back(entry);
        }
    }

    void take_any_depth(const fs::path& folder, const std::vector<std::string>& parts, std::size_t part) {
        if (part + 1 == parts.size()) {
            take_folder(folder);
            return;
        }
        if (!enter(folder, part + 1)) {
            return;
        }
        take_pattern(folder, parts, part + 1);
        for (const fs::path& entry : list(folder)) {
            if (is_folder(entry) && !entry.filename().string().starts_with('.')) {
                take_any_depth(entry, parts, part);
            }
        }
    }

    /// Whether this folder is new for this part of the pattern; stops at loops of symbolic links.
    bool enter(const fs::path& folder, std::size_t part) {
        return entered_.emplace(file_identity(folder), part).second;
    }

    static bool is_folder(const fs::path& path) {
        std::error_code failure;
        return fs::is_directory(path, failure);
    }

    std::vector<fs::path> list(const fs::path& folder) {
        std::vector<fs::path> entries;
        std::error_code failure;
        if (text::leads_out(folder)) {
            found_.failures.emplace_back(folder, make_error_code(text::file_problem::leads_out).message());
            return entries;
        }
        fs::directory_iterator next(folder, failure);
        while (!failure && next != fs::directory_iterator{}) {
            entries.push_back(next->path());
            next.increment(failure);
        }
        if (failure) {
            found_.failures.emplace_back(folder, failure.message());
        }
        std::sort(entries.begin(), entries.end(),
                  [](const fs::path& left, const fs::path& right) { return left.native() < right.native(); });
        return entries;
    }

    path_match& found_;
    std::set<std::pair<fs::path, std::size_t>> entered_;
};

}  // namespace

path_match find_manifests(const fs::path& base, std::string_view entry) {
    using enum path_match::match_kind;
    path_match found;
    walker walk(found);
    const fs::path path = base / fs::path(entry);
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (fs::is_directory(status)) {
        found.kind = folder;
        walk.take_folder(path);
    } else if (fs::exists(status) || (status.type() == fs::file_type::none && !is_pattern(entry))) {
        found.kind = file;  // one whose status cannot be read is reported when it is opened
        found.files.push_back(path);
    } else if (is_pattern(entry)) {
        found.kind = pattern;
        const bool absolute = entry.starts_with('/');
        walk.take_pattern(absolute ? fs::path("/") : base, parts_of(entry), 0);
    }
    std::sort(found.files.begin(), found.files.end(),
              [](const fs::path& left, const fs::path& right) { return left.native() < right.native(); });
    return found;
}

fs::path file_identity(const fs::path& path) {
    std::error_code failure;
    fs::path canonical = fs::canonical(path, failure);
    return failure ? fs::absolute(path, failure).lexically_normal() : canonical;
}

std::string shown_path(const fs::path& folder, const fs::path& path) {
    std::error_code failure;
    const fs::path absolute = fs::absolute(path, failure).lexically_normal();
    const auto inside = [](const fs::path& relative) {
        return !relative.empty() && *relative.begin() != ".." && !relative.is_absolute();
    };
    const fs::path root = (fs::absolute(folder, failure) / "").lexically_normal();
    if (const fs::path relative = absolute.lexically_relative(root); inside(relative)) {
        return relative.string();
    }
    if (const fs::path relative = file_identity(path).lexically_relative(file_identity(folder));
        inside(relative)) {
        return relative.string();
    }
    return absolute.string();
}

void manifest_files::leave_out(const fs::path& path) {
    left_out_.insert(file_identity(path));
}

void manifest_files::add(const fs::path& path) {
    files_.push_back({shown_path(folder_, path), path});
}

void manifest_files::add_standard_input() {
    files_.push_back({standard_input, standard_input});
}

std::vector<manifest_files::found_file> manifest_files::sorted() const {
    std::vector<found_file> files = files_;
    std::sort(files.begin(), files.end(),
              [](const found_file& left, const found_file& right) { return left.shown < right.shown; });
    std::set<fs::path> taken = left_out_;
    std::vector<found_file> each_once;
    for (found_file& file : files) {
        if (taken.insert(file_identity(file.path)).second) {
            each_once.push_back(std::move(file));
        }
    }
    return each_once;
}

}  // namespace censusctl::manifest
