#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "manifest/declaration.hpp"
#include "manifest/layered_mapping.hpp"
#include "manifest/reading_problems.hpp"
#include "manifest/text_filler.hpp"
#include "manifest/yaml_tree.hpp"

namespace censusctl::manifest {

/// What lies under and over every sync of a project, from `censusctl.yaml`.
struct project_layers {
    std::optional<yaml_node> defaults{};
    std::optional<yaml_node> environment_defaults{};
    std::optional<yaml_node> overrides{};
};

/// Reads manifest files, one after the other, into one list of syncs whose keys are unique over all files,
/// and one of syncs that must not exist any more.
class manifest_reader {
public:
    /// `config`, `layers` and `tracer`, which is shown each sync, must outlive the reader.
    manifest_reader(const project_config& config, project_layers layers, reading_problems& problems,
                    sync_tracer* tracer = nullptr)
        : config_{config},
          layers_{layers},
          problems_{problems},
          tracer_{tracer},
          filler_{config, problems, tracer} {}

    /// Reads a manifest, which need not outlive the call, and fills its texts. False if it could not be told
    /// which syncs the file declares.
    bool read(yaml_tree& tree);

    /// All that was read, once every file was. Reports what only then is known.
    void finish(declarations& into) &&;

private:
    /// What a sync says of environments.
    struct sync_environments {
        bool kept{true};               ///< `only` names the one that was picked, or there is none
        std::optional<yaml_node> own;  ///< what it says of itself for that one
    };

    void read_one(yaml_tree& tree, yaml_node key, yaml_node value, std::optional<yaml_node> file_defaults);
    [[nodiscard]] sync_environments read_environments_of(yaml_node sync);
    void read_only(yaml_node only, sync_environments& read);
    [[nodiscard]] bool is_first(yaml_node key);
    void forget_excluded();

    const project_config& config_;
    project_layers layers_;
    reading_problems& problems_;
    sync_tracer* tracer_;
    text_filler filler_;
    std::vector<char> used_renames_;
    std::vector<located<std::string>> excluded_;
    std::vector<declared_sync> syncs_;
    std::vector<declared_removal> removed_;
    std::unordered_map<std::string, span> keys_;
};

}  // namespace censusctl::manifest
