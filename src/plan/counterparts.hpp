#pragma once
#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/catalogue.hpp"
#include "model/sync.hpp"

namespace censusctl::plan {

/// What one generation of the API shows of a workspace. Both must outlive whoever keeps it.
struct workspace_view {
    const model::catalogue& metadata;           ///< at least the lists of sources and destinations
    const std::vector<model::live_sync>& live;  ///< by ascending id
};

/// Which things of one generation of a workspace are which of another (census-api-today 8). Answers are
/// indices into the lists of the other: none, one, or several that cannot be told apart. Nothing is guessed.
class counterparts {
public:
    counterparts(workspace_view before, workspace_view after);

    /// By id, which sources keep, and by name: where the two mean different ones, both are answers.
    [[nodiscard]] std::vector<std::size_t> sources_of(const model::source_connection& source) const;

    /// The destinations of the same service that take the syncs of a source of the other generation: by the
    /// service's id, or, where the generations number services apart, by type and name.
    [[nodiscard]] std::vector<std::size_t> destinations_of(const model::destination_connection& destination,
                                                           const model::connection_id& source) const;

    /// The syncs with the same label, source and destination. Of several of these, those with the same object
    /// and content; and of several still, the one with the same id, where the ids of all of them are the same
    /// in both generations.
    [[nodiscard]] std::vector<std::size_t> syncs_of(const model::live_sync& sync) const;

private:
    [[nodiscard]] bool same_pair(const model::live_sync& sync, const model::live_sync& other) const;
    [[nodiscard]] bool same_ids(const model::live_sync& sync, const std::vector<std::size_t>& found) const;

    workspace_view before_;
    workspace_view after_;
    bool services_numbered_alike_{false};
    std::unordered_map<std::string, std::vector<std::size_t>> before_by_label_;
    std::unordered_map<std::string, std::vector<std::size_t>> after_by_label_;
};

/// Those of the syncs at `found` that have this label, this source, and one of these destinations (indices
/// into the destinations of `workspace`).
[[nodiscard]] std::vector<std::size_t> syncs_between(const workspace_view& workspace,
                                                     const std::string& label,
                                                     const model::connection_id& source,
                                                     const std::vector<std::size_t>& destinations);

}  // namespace censusctl::plan
