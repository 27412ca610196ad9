#include "manifest/loader.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "manifest/config_reader.hpp"
#include "manifest/environments_reader.hpp"
#include "manifest/file_text.hpp"
#include "manifest/files_ahead.hpp"
#include "manifest/manifest_files.hpp"
#include "manifest/manifest_reader.hpp"
#include "manifest/manifest_writer.hpp"
#include "manifest/trace.hpp"
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
            const project_choice& choice, const file_overlay* overlay = nullptr,
            sync_tracer* tracer = nullptr)
        : folder_{folder},
          sources_{sources},
          all_{problems},
          problems_{problems},
          choice_{choice},
          overlay_{overlay},
          tracer_{tracer} {}

    declarations run(const std::vector<std::string>& words, bool only_these);
    [[nodiscard]] bool read_project_file(project_config& config);
    void parse_project_file(std::string bytes, const std::string& shown, project_config& config);
    /// The keys of the layers that lie under syncs in the project file that was read.
    [[nodiscard]] std::set<std::string> default_keys(const project_config& config) const;

private:
    [[nodiscard]] std::optional<yaml_tree> read_tree(const fs::path& path, const std::string& shown);
    [[nodiscard]] std::optional<yaml_tree> take(parsed_file parsed, const std::string& shown);
    [[nodiscard]] std::optional<yaml_tree> parse(std::string bytes, const std::string& shown);
    void keep_source(const std::string& shown, std::string text);
    void take_config(std::optional<yaml_tree> tree, std::size_t problems_before, project_config& config);
    void find_files(const project_config& config, bool words_given, manifest_files& files);
    void find_word(const std::string& word, manifest_files& files);
    [[nodiscard]] bool may_name(const fs::path& path) const;
    void find_entry(manifest_files& files, const fs::path& base, const located<std::string>& entry,
                    bool is_default);
    void report_nothing(const path_match& found, const located<std::string>& entry, bool is_default);
    bool report_failures(const path_match& found);
    void read_files(const std::vector<manifest_files::found_file>& files, declarations& result);

    /// A word of the caller, and one name for each of its files.
    struct word_files {
        named_files named;
        std::vector<fs::path> identities;
    };

    const fs::path& folder_;
    diagnostics::source_map& sources_;
    diagnostics::collector& all_;
    reading_problems problems_;
    const project_choice& choice_;
    const file_overlay* overlay_;
    sync_tracer* tracer_;
    variable_names used_variables_;
    std::optional<yaml_tree> config_tree_;  ///< kept for the defaults in it
    std::vector<word_files> words_;
};

std::set<std::string> loading::default_keys(const project_config& config) const {
    std::set<std::string> keys;
    if (!config_tree_) {
        return keys;
    }
    const yaml_node root = config_tree_->root();
    keys = default_keys_of(root);
    for (const char* const name : {"defaults", "overrides"}) {
        const auto layer = of_environment(root, config, name);
        for (std::size_t pair = 0; layer && pair < layer->size(); ++pair) {
            keys.emplace(layer->key(pair).text());
        }
    }
    return keys;
}

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
    return take(parse_file(path, static_cast<std::uint32_t>(sources_.size())), shown);
}

/// What was read and parsed for the next index of the source map.
std::optional<yaml_tree> loading::take(parsed_file parsed, const std::string& shown) {
    if (parsed.file.too_large) {
        const std::uint32_t index = sources_.add(shown, {});
        problems_
            .report(code::yaml_limit, {index, 1, 1, 1},
                    "the file has more than 64 MiB, which is the most that is read")
            .hints.emplace_back("split it into several files");
        return std::nullopt;
    }
    if (!parsed.read) {
        problems_.report(code::file_unreadable, {},
                         in_quotes(shown) + " cannot be read: " + parsed.file.failure);
        return std::nullopt;
    }
    for (diagnostics::diagnostic& problem : std::move(parsed.problems).take()) {
        all_.add(std::move(problem));
    }
    keep_source(shown, std::move(parsed.text));
    return std::move(parsed.tree);
}

/// A file of nothing but line ends would cost the source map more than the file.
void loading::keep_source(const std::string& shown, std::string text) {
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    sources_.add(shown, lines > limits::lines ? std::string{} : std::move(text));
}

std::optional<yaml_tree> loading::parse(std::string bytes, const std::string& shown) {
    std::string text(text::without_byte_order_mark(bytes));
    bytes = {};
    const auto index = static_cast<std::uint32_t>(sources_.size());
    std::optional<yaml_tree> tree = read_yaml(text, index, all_);
    keep_source(shown, std::move(text));
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
        config = read_config(*config_tree_, choice_, used_variables_, problems_, tracer_);
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

/// Whether the project file may name it: what lies in the repository; of a project that a caller has named
/// elsewhere, as `--base` does, what lies in its folder.
bool loading::may_name(const fs::path& path) const {
    if (text::is_named_inside(folder_)) {
        return text::is_named_inside(path);
    }
    const fs::path inside = path.lexically_normal().lexically_relative(folder_.lexically_normal());
    return !inside.empty() && *inside.begin() != "..";
}

void loading::find_entry(manifest_files& files, const fs::path& base, const located<std::string>& entry,
                         bool is_default) {
    // What the project file names lies in the repository; a caller may name anything.
    const bool of_the_file = entry.where.known();
    if (of_the_file && !text::working_repository::root().empty() && !may_name(base / entry.value)) {
        problems_
            .report(code::value_invalid, entry.where,
                    in_quotes(entry.value) + " lies outside of the repository")
            .hints.emplace_back("a caller may name it: `censusctl plan PATH`");
        return;
    }
    const path_match found = find_manifests(base, entry.value);
    const bool failed = report_failures(found);
    for (const fs::path& file : found.files) {
        files.add(file);
    }
    if (found.files.empty() && !failed) {
        report_nothing(found, entry, is_default);
    }
}

/// Whether something could not be listed.
bool loading::report_failures(const path_match& found) {
    for (const auto& [path, failure] : found.failures) {
        problems_.report(
            code::file_unreadable, {},
            "the folder " + in_quotes(shown_path(folder_, path)) + " cannot be listed: " + failure);
    }
    return !found.failures.empty();
}

void loading::find_files(const project_config& config, bool words_given, manifest_files& files) {
    files.leave_out(folder_ / config_name);
    if (overlay_ != nullptr) {
        for (const auto& laid_over : *overlay_) {
            files.add(laid_over.first);
        }
    }
    std::error_code failure;
    const bool has_default = fs::exists(folder_ / "syncs", failure);
    if (config.manifests.empty() && (has_default || !words_given)) {
        find_entry(files, folder_, {"syncs", {}}, true);
    }
    for (const located<std::string>& entry : config.manifests) {
        find_entry(files, folder_, entry, false);
    }
}

/// Whether a word that leads to no file is a key is not known before all files are read.
void loading::find_word(const std::string& word, manifest_files& files) {
    using enum path_match::match_kind;
    word_files& here = words_.emplace_back();
    here.named.word = word;
    if (word == standard_input) {
        files.add_standard_input();
        here.identities.push_back(file_identity(standard_input));
        return;
    }
    const path_match found = find_manifests(".", word);
    here.named.unread = report_failures(found);
    const fs::path project_file = file_identity(folder_ / config_name);
    for (const fs::path& file : found.files) {
        fs::path identity = file_identity(file);
        if (identity == project_file) {
            here.named.project_file = true;
            continue;
        }
        files.add(file);
        here.identities.push_back(std::move(identity));
    }
    if (!found.files.empty() || here.named.unread) {
        return;
    }
    const std::string name = in_quotes(word);
    here.named.nothing = found.kind == folder    ? "the folder " + name + " holds no *.yaml or *.yml file"
                         : found.kind == pattern ? "no file matches " + name
                                                 : "there is no file, folder or sync " + name;
}

/// In order, one tree at a time, each freed before the next is taken: what is said of a file, and which of
/// two declarations is the first, does not depend on which was parsed first.
void loading::read_files(const std::vector<manifest_files::found_file>& files, declarations& result) {
    project_layers layers;
    if (config_tree_) {
        const yaml_node root = config_tree_->root();
        layers = {defaults_of(root), of_environment(root, result.config, "defaults"),
                  of_environment(root, result.config, "overrides")};
    }
    manifest_reader reader(result.config, layers, problems_, tracer_);
    std::vector<fs::path> paths;
    paths.reserve(files.size());
    for (const manifest_files::found_file& file : files) {
        paths.push_back(file.path);
    }
    const bool as_they_are = overlay_ == nullptr || overlay_->empty();
    files_ahead ahead(std::move(paths), static_cast<std::uint32_t>(sources_.size()),
                      as_they_are ? threads_for(files.size()) : 0);
    for (const manifest_files::found_file& file : files) {
        const auto index = static_cast<std::uint32_t>(sources_.size());
        std::optional<yaml_tree> tree =
            as_they_are ? take(ahead.take(index), file.shown) : read_tree(file.path, file.shown);
        if (!tree || !reader.read(*tree)) {
            if (index < sources_.size()) {
                result.broken.push_back(index);
            }
        }
        const fs::path identity = words_.empty() ? fs::path() : file_identity(file.path);
        for (word_files& word : words_) {
            if (std::ranges::find(word.identities, identity) == word.identities.end()) {
                continue;
            }
            if (index < sources_.size()) {
                word.named.files.push_back(index);
            } else {
                word.named.unread = true;
            }
        }
    }
    result.used_variables = std::move(used_variables_);
    std::move(reader).finish(result);
    result.shared = problems_.take_shared();
}

declarations loading::run(const std::vector<std::string>& words, bool only_these) {
    declarations result;
    const bool knows_manifests = read_project_file(result.config);
    if (!knows_manifests && words.empty()) {
        return result;
    }
    const std::size_t problems_before = all_.all().size();
    manifest_files found(folder_);
    if (only_these) {
        found.leave_out(folder_ / config_name);
        for (const std::string& path : words) {
            find_entry(found, ".", {path, {}}, false);
        }
    } else {
        if (knows_manifests) {
            find_files(result.config, !words.empty(), found);
        }
        for (const std::string& word : words) {
            find_word(word, found);
        }
    }
    const std::vector<manifest_files::found_file> files = found.sorted();
    read_files(files, result);
    for (word_files& word : words_) {
        result.named.push_back(std::move(word.named));
    }
    const bool silent = result.broken.empty() && all_.all().size() == problems_before;
    if (result.syncs.empty() && result.removed.empty() && silent && result.named.empty()) {
        std::string read;
        for (const manifest_files::found_file& file : files) {
            read += (read.empty() ? "" : ", ") + in_quotes(file.shown);
        }
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

declarations load_project(const fs::path& folder, const std::vector<std::string>& words,
                          diagnostics::source_map& sources, diagnostics::collector& problems,
                          const file_overlay& overlay, const project_choice& choice, sync_tracer* tracer) {
    return loading(folder, sources, problems, choice, &overlay, tracer).run(words, false);
}

declarations load_files(const fs::path& folder, const std::vector<std::string>& paths,
                        diagnostics::source_map& sources, diagnostics::collector& problems,
                        const project_choice& choice) {
    return loading(folder, sources, problems, choice).run(paths, true);
}

std::set<std::string> project_default_keys(const fs::path& folder, const project_choice& choice) {
    diagnostics::source_map sources;
    diagnostics::collector problems;
    project_config config;
    loading reading(folder, sources, problems, choice);
    static_cast<void>(reading.read_project_file(config));
    return reading.default_keys(config);
}

project_config load_config(const fs::path& folder, diagnostics::source_map& sources,
                           diagnostics::collector& problems, const project_choice& choice) {
    project_config config;
    static_cast<void>(loading(folder, sources, problems, choice).read_project_file(config));
    return config;
}

project_config parse_config(std::string text, const std::string& shown, diagnostics::source_map& sources,
                            diagnostics::collector& problems, const project_choice& choice) {
    project_config config;
    const fs::path nowhere;
    loading(nowhere, sources, problems, choice).parse_project_file(std::move(text), shown, config);
    return config;
}

}  // namespace censusctl::manifest
