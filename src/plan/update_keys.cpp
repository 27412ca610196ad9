#include "plan/update_keys.hpp"

#include <algorithm>

#include "model/attributes.hpp"

namespace censusctl::plan {

std::vector<model::attribute> update_keys(const std::vector<diff::field_change>& fields) {
    std::vector<model::attribute> keys;
    keys.reserve(fields.size());
    for (const diff::field_change& field : fields) {
        keys.push_back(model::is_of_mapping(field.path.id) ? model::attribute::mappings
                                                           : model::group_of(field.path.id));
    }
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

}  // namespace censusctl::plan
