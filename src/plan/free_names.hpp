#pragma once
#include <string>
#include <unordered_set>
#include <vector>

#include "model/sync.hpp"
#include "validation/resolver.hpp"

namespace censusctl::plan {

/// What live syncs without a key are called: no two of them the same, and none as a sync of the files.
class free_names {
public:
    explicit free_names(const std::vector<validation::resolved_sync>& declared) {
        for (const validation::resolved_sync& sync : declared) {
            taken_.insert(sync.declared->key.value);
        }
    }

    [[nodiscard]] std::string of(const model::live_sync& live) {
        const std::string id = std::to_string(live.id);
        for (const std::string& name : {live.spec.label, id}) {
            if (!name.empty() && taken_.insert(name).second) {
                return name;
            }
        }
        return "sync " + id;
    }

private:
    std::unordered_set<std::string> taken_;
};

}  // namespace censusctl::plan
