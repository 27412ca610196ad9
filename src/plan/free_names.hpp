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
    /// `declared` must outlive it. Nothing is gathered before a name is asked for: few plans need one.
    explicit free_names(const std::vector<validation::resolved_sync>& declared) : declared_(&declared) {}

    [[nodiscard]] std::string of(const model::live_sync& live) {
        if (taken_.empty()) {
            for (const validation::resolved_sync& sync : *declared_) {
                taken_.insert(sync.declared->key.value);
            }
        }
        const std::string id = std::to_string(live.id);
        for (const std::string& name : {live.spec.label, id}) {
            if (!name.empty() && taken_.insert(name).second) {
                return name;
            }
        }
        return "sync " + id;
    }

private:
    const std::vector<validation::resolved_sync>* declared_;
    std::unordered_set<std::string> taken_;
};

}  // namespace censusctl::plan
