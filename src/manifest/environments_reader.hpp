#pragma once
#include <string_view>

#include "manifest/declaration.hpp"
#include "manifest/layered_mapping.hpp"
#include "manifest/reading_problems.hpp"

/// `environments:` and `variables:` of the project file.
namespace censusctl::manifest {

/// Reads the names of all environments, picks one as `choice` and `default_environment` say, and reads its
/// variables and renamed connections into `config`. The variables of `choice` beat those of the files.
/// `is_secret`: keys that the caller reports itself, without a place.
void read_environments(const layered_mapping& project, const project_choice& choice, project_config& config,
                       bool (*is_secret)(std::string_view key), reading_problems& problems);

/// The mapping under a key of the picked environment; none where it is not there, or nothing was picked.
[[nodiscard]] std::optional<yaml_node> of_environment(yaml_node project, const project_config& config,
                                                      std::string_view key);

/// Whether the project has an environment of this name; reports environment-unknown where not.
bool check_environment(yaml_node name, const project_config& config, reading_problems& problems);

/// Gives a connection the name that it has in the environment; where `renames` says so, else no place.
span rename_connection(located<model::connection_name>& connection,
                       const std::vector<renamed_connection>& renames, std::vector<char>* used = nullptr);

/// Says what the connections of a sync mean in the environment, and which of `renames` said so.
void rename_connections(declared_sync& sync, const std::vector<renamed_connection>& renames,
                        std::vector<char>& used);

/// Reports the renamed connections that no sync names, with suggestions.
void report_unused_renames(const std::vector<renamed_connection>& renames, const std::vector<char>& used,
                           const std::vector<declared_sync>& syncs, reading_problems& problems);

}  // namespace censusctl::manifest
