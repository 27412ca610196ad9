#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "manifest/layer.hpp"
#include "manifest/yaml_tree.hpp"

namespace censusctl::manifest {

/// A mapping with defaults below it: a key is looked for from the top down. Mappings merge key by key, at any
/// depth; anything else replaces what is below. Nothing is copied, so that ten thousand syncs can share one
/// `defaults`. The trees must outlive it.
class layered_mapping {
public:
    /// What a key leads to.
    struct entry;

    layered_mapping() = default;
    explicit layered_mapping(yaml_node mapping) { add_below(mapping, true); }

    /// Puts a mapping under those that are there; anything else is passed over. `own`: its keys are looked at
    /// by whoever reads this; those of defaults and overrides were by themselves. `from`: what states it.
    void add_below(std::optional<yaml_node> mapping, bool own = false,
                   manifest::layer from = manifest::layer::none);

    [[nodiscard]] std::size_t size() const noexcept { return layers_.size(); }
    /// Layer `index`, from the top.
    [[nodiscard]] yaml_node layer(std::size_t index) const { return layers_[index].mapping; }
    [[nodiscard]] bool is_own(std::size_t index) const { return layers_[index].own; }

    /// The value of a key, and the mappings that merge into it.
    [[nodiscard]] std::optional<entry> find(std::string_view key) const;

private:
    struct one_layer {
        yaml_node mapping;
        bool own;
        manifest::layer from;
    };
    std::vector<one_layer> layers_;  ///< from the top
};

struct layered_mapping::entry {
    yaml_node key;
    yaml_node value;
    layered_mapping nested;                       ///< has layers only if the value is a mapping
    manifest::layer from{manifest::layer::none};  ///< what states the value; of mappings the topmost
};

}  // namespace censusctl::manifest
