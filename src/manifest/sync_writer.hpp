#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "manifest/yaml_writer.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"

namespace censusctl::manifest {

/// A sync as a file is to declare it.
struct written_sync {
    std::string key;
    /// All that needs no name; a parent under `triggers` by its key. What no file can say must not be in it.
    model::sync_spec spec;
    model::connection_name source;
    model::object_name source_object;
    model::connection_name destination;
    std::optional<std::int64_t> id{};  ///< stated: the label does not identify it
};

/// What stands under a sync's key: nothing that is a default, but for attributes whose key defaults below it
/// state (`stated_below`), since what is not stated there is theirs.
[[nodiscard]] yaml_value declaration_of(const written_sync& sync, const std::set<std::string>& stated_below);

}  // namespace censusctl::manifest
