#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cli/import_files.hpp"
#include "cli/pipeline.hpp"
#include "plan/migration.hpp"
#include "report/migration.hpp"

/// The files of a project as they are to be in another generation.
namespace censusctl::cli {

/// What censusctl.yaml is to say of the workspace.
struct workspace_words {
    std::string base_url;  ///< without a slash at its end
    std::string api;       ///< "2021", "v1" or "v2"
    std::string group;     ///< empty: as it is
};

/// Files that are not written yet.
class migration_files {
public:
    migration_files(const context& invocation, const loaded_project& project)
        : invocation_(invocation), project_(project) {}

    /// Puts other names and ids where the files state them, each at its place. What cannot be put there is
    /// added to `shown.obstacles`, what can to `shown.edits`.
    void put(const std::vector<plan::reference_edit>& edits, report::migration& shown);

    /// Makes censusctl.yaml say where the workspace is, with as few keys as that takes; it is made where it
    /// is not there.
    void move(const workspace_words& to, report::migration& shown);

    /// Those that change, as if they were there.
    [[nodiscard]] manifest::file_overlay overlay() const;
    [[nodiscard]] std::vector<import_file> changed() const;

private:
    import_file* file_named(const std::string& name, report::migration& shown);
    /// Whether a place is of the environment that is moved, and of no other; so is any where there is none.
    bool is_of_environment(const plan::reference_edit& edit, report::migration& shown);
    void put_into(const std::string& name, const std::vector<const plan::reference_edit*>& edits,
                  report::migration& shown);
    void state_on_sync(const plan::reference_edit& edit, report::migration& shown);
    bool splice(import_file& file, const std::vector<std::string>& path,
                const std::vector<std::pair<std::string, std::string>>& values, std::string& why);

    const context& invocation_;
    const loaded_project& project_;
    std::map<std::filesystem::path, import_file> files_;
};

}  // namespace censusctl::cli
