#include "manifest/layered_mapping.hpp"

namespace censusctl::manifest {

void layered_mapping::add_below(std::optional<yaml_node> mapping) {
    if (mapping && mapping->is_mapping() && count_ < most_layers) {
        layers_[count_++] = mapping;
    }
}

std::optional<layered_mapping::entry> layered_mapping::find(std::string_view key) const {
    std::optional<entry> found;
    for (std::size_t index = 0; index < count_; ++index) {
        const yaml_node mapping = layer(index);
        const std::optional<std::size_t> pair = mapping.find(key);
        if (!pair) {
            continue;
        }
        const yaml_node value = mapping.value(*pair);
        if (!found) {
            found = entry{mapping.key(*pair), value, {}};
        }
        if (!value.is_mapping()) {
            break;
        }
        found->nested.add_below(value);
    }
    return found;
}

}  // namespace censusctl::manifest
