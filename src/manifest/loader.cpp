#include "manifest/loader.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "manifest/config_reader.hpp"
#include "manifest/file_text.hpp"
#include "manifest/manifest_files.hpp"
#include "manifest/manifest_reader.hpp"
#include "manifest/manifest_writer.hpp"
#include "manifest/yaml_reader.hpp"
#include "text/repository_files.hpp"
#include "text/utf8.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;
namespace fs = std::filesystem;

constexpr std::string_view config_name = "censusctl.yaml";

/// One call of `load_project`.
class loading {
public:
    loading(const fs::path& folder, diagnostics::source_map& sources, diagnostics::collector& problems,
            const file_overlay* overlay = nullptr)
        : folder_{folder}, sources_{sources}, all_{problems}, problems_{problems}, overlay_{overlay} {}

    declarations run(const std::vector<std::string>& paths);
    [[nodiscard]] bool read_project_file(project_config& config);
    void parse_project_file(std::string bytes, const std::string& shown, project_config& config);
    /// The keys of the defaults in the project file that was read.
    [[nodiscard]] std::set<std::string> default_keys() const {
        return config_tree_ ? default_keys_of(config_tree_->root()) : std::set<std::string>{};
    }

private:
    [[nodiscard]] std::optional<yaml_tree> read_tree(const fs::path& path, const std::string& shown);
    [[nodiscard]] std::optional<yaml_tree> parse(std::string bytes, const std::string& shown);
    void take_config(std::optional<yaml_tree> tree, std::size_t problems_before, project_config& config);
    [[nodiscard]] std::vector<manifest_files::found_file> find_files(const project_config& config,
                                                                     const std::vector<std::string>& paths);
    void find_entry(manifest_files& files, const fs::path& base, const located<std::string>& entry,
                    bool is_default);
    void report_nothing(const path_match& found, const located<std::string>& entry, bool is_default);

    const fs::path& folder_;
    diagnostics::source_map& sources_;
    diagnostics::collector& all_;
    reading_problems problems_;
    const file_overlay* overlay_;
    std::optional<yaml_tree> config_tree_;  ///< kept for the defaults in it
};

/// One name of a file, whether it is there or not.
fs::path overlay_name(const fs::path& path) {
    std::error_code failure;
    return fs::absolute(path, failure).lexically_normal();
}

std::optional<yaml_tree> loading::read_tree(const fs::path& path, const std::string& shown) {
    if (overlay_ != nullptr) {
        if (const auto text = overlay_->find(overlay_name(path)); text != overlay_->end()) {
            return parse(text->second, shown);
        }
    }
    file_text file = read_file(path);
    if (file.too_large) {
        const std::uint32_t index = sources_.add(shown, {});
        problems_
            .report(code::yaml_limit, {index, 1, 1, 1},
                    "the file has more than 64 MiB, which is the most that is read")
            .hints.emplace_back("split it into several files");
        return std::nullopt;
    }
    if (!file.bytes) {
        problems_.report(code::file_unreadable, {}, in_quotes(shown) + " cannot be read: " + file.failure);
        return std::nullopt;
    }
    return parse(*std::exchange(file.bytes, std::nullopt), shown);
}

std::optional<yaml_tree> loading::parse(std::string bytes, const std::string& shown) {
    std::string text(text::without_byte_order_mark(bytes));
    bytes = {};
    // A file of nothing but line ends would cost the source map more than the file.
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    const auto index = static_cast<std::uint32_t>(sources_.size());
    std::optional<yaml_tree> tree = read_yaml(text, index, all_);
    sources_.add(shown, lines > limits::lines ? std::string{} : std::move(text));
    return tree;
}

/// False if there is one and it could not be read.
bool loading::read_project_file(project_config& config) {
    const fs::path path = folder_ / config_name;
    std::error_code failure;
    if (fs::status(path, failure).type() == fs::file_type::not_found) {
        return true;
    }
    const std::size_t problems_before = all_.all().size();
    take_config(read_tree(path, std::string(config_name)), problems_before, config);
    return config_tree_.has_value();
}

void loading::parse_project_file(std::string bytes, const std::string& shown, project_config& config) {
    const std::size_t problems_before = all_.all().size();
    take_config(parse(std::move(bytes), shown), problems_before, config);
}

void loading::take_config(std::optional<yaml_tree> tree, std::size_t problems_before,
                          project_config& config) {
    config_tree_ = std::move(tree);
    if (config_tree_) {
        config = read_config(config_tree_->root(), problems_);
    }
    const std::vector<diagnostics::diagnostic>& problems = all_.all();
    config.faulty =
        !config_tree_ || std::any_of(problems.begin() + static_cast<std::ptrdiff_t>(problems_before),
                                     problems.end(), [](const diagnostics::diagnostic& problem) {
                                         return problem.level == diagnostics::severity::error;
                                     });
}

void loading::report_nothing(const path_match& found, const located<std::string>& entry, bool is_default) {
    using enum path_match::match_kind;
    const std::string name = in_quotes(entry.value);
    const std::string here = in_quotes(folder_.empty() ? "." : folder_.string());
    std::string message;
    switch (found.kind) {
        case missing:
            message = is_default ? "there is no folder 'syncs' in " + here + ", and no manifest is named"
                                 : "there is no file or folder " + name;
            break;
        case folder:
            message = "the folder " + name + " holds no *.yaml or *.yml file";
            break;
        case pattern:
            message = "no file matches " + name;
            break;
        case file:
            return;
    }
    if (!is_default && !fs::path(entry.value).is_absolute() && entry.where.known()) {
        message += " in " + here;
    }
    auto& problem = problems_.report(code::manifest_empty, entry.where, std::move(message));
    if (is_default) {
        problem.hints.emplace_back(
            "put manifests into 'syncs', name them under 'manifests' in censusctl.yaml, or give their paths");
    }
}

void loading::find_entry(manifest_files& files, const fs::path& base, const located<std::string>& entry,
                         bool is_default) {
    // What the project file names lies in the repository; a caller may name anything.
    const bool of_the_file = entry.where.known();
    if (of_the_file && !text::working_repository::root().empty() &&
        !text::is_named_inside(base / entry.value)) {
        problems_
            .report(code::value_invalid, entry.where,
                    in_quotes(entry.value) + " lies outside of the repository")
            .hints.emplace_back("a caller may name it: `censusctl plan PATH`");
        return;
    }
    const path_match found = find_manifests(base, entry.value);
    for (const auto& [path, failure] : found.failures) {
        problems_.report(
            code::file_unreadable, {},
            "the folder " + in_quotes(shown_path(folder_, path)) + " cannot be listed: " + failure);
    }
    for (const fs::path& file : found.files) {
        files.add(file);
    }
    if (found.files.empty() && found.failures.empty()) {
        report_nothing(found, entry, is_default);
    }
}

std::vector<manifest_files::found_file> loading::find_files(const project_config& config,
                                                            const std::vector<std::string>& paths) {
    manifest_files files(folder_);
    files.leave_out(folder_ / config_name);
    if (overlay_ != nullptr) {
        for (const auto& laid_over : *overlay_) {
            files.add(laid_over.first);
        }
    }
    if (!paths.empty()) {
        for (const std::string& path : paths) {
            find_entry(files, {}, {path, {}}, false);
        }
        return files.sorted();
    }
    if (config.manifests.empty()) {
        find_entry(files, folder_, {"syncs", {}}, true);
    }
    for (const located<std::string>& entry : config.manifests) {
        find_entry(files, folder_, entry, false);
    }
    return files.sorted();
}

declarations loading::run(const std::vector<std::string>& paths) {
    declarations result;
    const bool knows_manifests = read_project_file(result.config) || !paths.empty();
    if (!knows_manifests) {
        return result;
    }
    const std::size_t problems_before = all_.all().size();
    const std::vector<manifest_files::found_file> files = find_files(result.config, paths);
    manifest_reader reader(config_tree_ ? defaults_of(config_tree_->root()) : std::nullopt, problems_);
    std::string read;
    bool all_read = true;
    for (const manifest_files::found_file& file : files) {
        // One tree at a time: each is freed before the next file is read.
        const std::optional<yaml_tree> tree = read_tree(file.path, file.shown);
        all_read = tree && reader.read(tree->root()) && all_read;
        read += (read.empty() ? "" : ", ") + in_quotes(file.shown);
    }
    result.removed = reader.take_removed();
    result.syncs = std::move(reader).take();
    if (result.syncs.empty() && result.removed.empty() && all_read && all_.all().size() == problems_before) {
        constexpr std::size_t most_shown = 400;
        if (read.size() > most_shown) {
            read = std::to_string(files.size()) + " manifests";
        }
        problems_
            .report(code::manifest_empty, {},
                    files.empty() ? "no manifest was found" : "no sync is declared in " + read)
            .hints.emplace_back("declare one under 'syncs'");
    }
    return result;
}

}  // namespace

declarations load_project(const fs::path& folder, const std::vector<std::string>& paths,
                          diagnostics::source_map& sources, diagnostics::collector& problems,
                          const file_overlay& overlay) {
    return loading(folder, sources, problems, &overlay).run(paths);
}

std::set<std::string> project_default_keys(const fs::path& folder) {
    diagnostics::source_map sources;
    diagnostics::collector problems;
    project_config config;
    loading reading(folder, sources, problems);
    static_cast<void>(reading.read_project_file(config));
    return reading.default_keys();
}

project_config load_config(const fs::path& folder, diagnostics::source_map& sources,
                           diagnostics::collector& problems) {
    project_config config;
    static_cast<void>(loading(folder, sources, problems).read_project_file(config));
    return config;
}

project_config parse_config(std::string text, const std::string& shown, diagnostics::source_map& sources,
                            diagnostics::collector& problems) {
    project_config config;
    const fs::path nowhere;
    loading(nowhere, sources, problems).parse_project_file(std::move(text), shown, config);
    return config;
}

}  // namespace censusctl::manifest
