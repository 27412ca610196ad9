#pragma once
#include <optional>

#include "manifest/declaration.hpp"
#include "manifest/reading_problems.hpp"
#include "manifest/yaml_tree.hpp"

namespace censusctl::manifest {

class sync_tracer;

/// Reads `censusctl.yaml`, as it is for the environment that `choice` picks, and fills the texts of what lies
/// under and over syncs. A token that was put into it is refused without being shown. An environment that
/// there is not is not picked, which is for the caller to see. `used_variables` gets the names of those in
/// the texts. `tracer`, where there is one, is told of them.
[[nodiscard]] project_config read_config(yaml_tree& tree, const project_choice& choice,
                                         variable_names& used_variables, reading_problems& problems,
                                         sync_tracer* tracer = nullptr);

/// The value of a mapping's `defaults`, if it is a mapping.
[[nodiscard]] std::optional<yaml_node> defaults_of(yaml_node root);

/// Whether a file's root is a mapping of `version: 1`, and so worth reading. `what` is "this manifest" or
/// "the project file". Without a version it is read all the same, as of another version it is not.
[[nodiscard]] bool check_version(yaml_node root, std::string_view what, reading_problems& problems);

}  // namespace censusctl::manifest
