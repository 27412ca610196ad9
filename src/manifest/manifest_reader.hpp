#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "manifest/declaration.hpp"
#include "manifest/reading_problems.hpp"
#include "manifest/yaml_tree.hpp"

namespace censusctl::manifest {

/// Reads manifest files, one after the other, into one list of syncs whose keys are unique over all files,
/// and one of syncs that must not exist any more.
class manifest_reader {
public:
    /// `project_defaults`: those of `censusctl.yaml`, whose tree must outlive the reader.
    manifest_reader(std::optional<yaml_node> project_defaults, reading_problems& problems)
        : project_defaults_{project_defaults}, problems_{problems} {}

    /// Reads a manifest from its root, which need not outlive the call. False if it could not be told which
    /// syncs the file declares.
    bool read(yaml_node root);

    [[nodiscard]] const std::vector<declared_sync>& syncs() const noexcept { return syncs_; }
    [[nodiscard]] const std::vector<declared_removal>& removed() const noexcept { return removed_; }
    [[nodiscard]] std::vector<declared_sync> take() && { return std::move(syncs_); }
    [[nodiscard]] std::vector<declared_removal> take_removed() { return std::move(removed_); }

private:
    void read_one(yaml_node key, yaml_node value, std::optional<yaml_node> file_defaults);

    std::optional<yaml_node> project_defaults_;
    reading_problems& problems_;
    std::vector<declared_sync> syncs_;
    std::vector<declared_removal> removed_;
    std::unordered_map<std::string, span> keys_;
};

}  // namespace censusctl::manifest
