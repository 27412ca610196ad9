#include "manifest/layered_mapping.hpp"

namespace censusctl::manifest {

void layered_mapping::add_below(std::optional<yaml_node> mapping, bool own, manifest::layer from) {
    if (mapping && mapping->is_mapping()) {
        layers_.push_back({*mapping, own, from});
    }
}

std::optional<layered_mapping::entry> layered_mapping::find(std::string_view key) const {
    std::optional<entry> found;
    for (const auto& [mapping, own, from] : layers_) {
        const std::optional<std::size_t> pair = mapping.find(key);
        if (!pair) {
            continue;
        }
        const yaml_node value = mapping.value(*pair);
        if (!found) {
            found = entry{mapping.key(*pair), value, {}, from};
        }
        if (!value.is_mapping()) {
            break;
        }
        found->nested.add_below(value, own, from);
    }
    return found;
}

}  // namespace censusctl::manifest
