#include "cli/last_applied.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "cli/command_failure.hpp"
#include "cli/environment.hpp"
#include "cli/git_tree.hpp"
#include "manifest/loader.hpp"
#include "report/render.hpp"
#include "text/escape.hpp"
#include "validation/validate.hpp"

namespace censusctl::cli {
namespace {

namespace fs = std::filesystem;

/// Errors in the base would lead to a wrong answer, so they end the command.
manifest::declarations read(const context& invocation, const fs::path& folder,
                            const std::vector<std::string>& paths, const std::string& name) {
    diagnostics::source_map sources;
    diagnostics::collector problems;
    const manifest::project_choice choice = choice_of(invocation.options);
    manifest::declarations declared = paths.empty()
                                          ? manifest::load_project(folder, {}, sources, problems, {}, choice)
                                          : manifest::load_files(folder, paths, sources, problems, choice);
    const auto is_empty = [](const diagnostics::diagnostic& problem) {
        return problem.id == diagnostics::code::manifest_empty;
    };
    if (std::ranges::any_of(problems.all(), is_empty)) {
        throw command_failure(exit_failed, "what --base names declares no sync: " + name,
                              "give the project as it was when it was applied");
    }
    if (problems.has_errors()) {
        std::string text =
            report::diagnostics_text(diagnostics::sorted(problems.all()), sources, invocation.screen.style());
        invocation.screen.note(text);
        throw command_failure(exit_failed, "what --base names has errors: " + name,
                              "give what was applied, which had none");
    }
    return declared;
}

}  // namespace

last_applied read_last_applied(const context& invocation, const std::string& base,
                               const std::string& token_env) {
    last_applied result;
    result.name = base;
    const std::string name = "'" + text::escape_and_cut(base, 200) + "'";
    std::error_code ignored;
    // A change could add a folder of the name of the branch that it is compared with.
    const bool is_plainly_a_path = base.starts_with("./") || base.starts_with("../") ||
                                   base.starts_with('/') || base == "." || base == "..";
    if (!is_plainly_a_path && fs::exists(fs::symlink_status(base, ignored)) &&
        names_a_commit(invocation.options.directory, base, token_env)) {
        throw command_failure(exit_failed,
                              "--base " + name + " is a ref of this repository and a path as well",
                              "write './" + text::escape_and_cut(base, 200) + "' for the path, or '" +
                                  text::escape_and_cut(base, 200) + "^0' for the ref");
    }
    if (fs::is_directory(base, ignored)) {
        result.declared = read(invocation, base, {}, name);
        return result;
    }
    if (fs::exists(base, ignored)) {
        result.declared = read(invocation, invocation.options.directory, {base}, name);
        return result;
    }
    const temporary_folder extracted;
    const std::string commit =
        extract_from_git(invocation.options.directory, base, extracted.path(), token_env);
    constexpr std::size_t short_id = 12;
    if (commit.rfind(base, 0) != 0) {
        result.name += " (" + commit.substr(0, short_id) + ")";
    }
    result.declared = read(invocation, extracted.path(), {}, name);
    return result;
}

}  // namespace censusctl::cli
