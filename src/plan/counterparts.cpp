#include "plan/counterparts.hpp"

#include <algorithm>
#include <set>

#include "diff/compare.hpp"
#include "plan/not_understood.hpp"

namespace censusctl::plan {
namespace {

using indices = std::vector<std::size_t>;

/// The service behind a destination: an activation's own id says nothing of it.
const model::connection_id& service_of(const model::destination_connection& row) {
    return row.service_id.known() ? row.service_id : row.id;
}

template <class Rows, class Fits>
indices where(const Rows& rows, Fits fits) {
    indices found;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (fits(rows[at])) {
            found.push_back(at);
        }
    }
    return found;
}

template <class Row>
const Row* find_row(const std::vector<Row>& rows, const model::connection_id& id) {
    const auto found = std::ranges::find_if(rows, [&](const Row& row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

/// Whether two syncs do the same, apart from which connections' ids they go by.
bool same_content(const model::live_sync& sync, const model::live_sync& other) {
    model::sync_spec wanted = sync.spec;
    model::sync_spec there = other.spec;
    wanted.source.connection_id = there.source.connection_id;
    wanted.destination.connection_id = there.destination.connection_id;
    wanted.triggers.sync_sequence = {};
    there.triggers.sync_sequence = {};
    return is_understood(sync) && is_understood(other) && diff::compare(wanted, there, {}).empty();
}

std::unordered_map<std::string, indices> by_label(const std::vector<model::live_sync>& live) {
    std::unordered_map<std::string, indices> labels;
    for (std::size_t at = 0; at < live.size(); ++at) {
        labels[live[at].spec.label].push_back(at);
    }
    return labels;
}

/// Leaves those that fit, unless none does.
template <class Fits>
void narrow(indices& found, Fits fits) {
    indices left;
    std::ranges::copy_if(found, std::back_inserter(left), fits);
    if (!left.empty()) {
        found = std::move(left);
    }
}

}  // namespace

counterparts::counterparts(workspace_view before, workspace_view after)
    : before_(before),
      after_(after),
      before_by_label_(by_label(before.live)),
      after_by_label_(by_label(after.live)) {
    std::set<std::string> services;
    for (const model::destination_connection& row : before_.metadata.destinations) {
        services.insert(service_of(row).text());
    }
    services_numbered_alike_ = std::ranges::any_of(after_.metadata.destinations, [&](const auto& row) {
        return services.contains(service_of(row).text());
    });
}

std::vector<std::size_t> counterparts::sources_of(const model::source_connection& source) const {
    const indices named =
        where(after_.metadata.sources, [&](const auto& row) { return row.name == source.name; });
    indices found = where(after_.metadata.sources, [&](const auto& row) { return row.id == source.id; });
    // One that has taken the name of another: which of them it is cannot be told.
    if (found.empty() || (!named.empty() && std::ranges::find(named, found.front()) == named.end())) {
        found.insert(found.end(), named.begin(), named.end());
    }
    return found;
}

std::vector<std::size_t> counterparts::destinations_of(const model::destination_connection& destination,
                                                       const model::connection_id& source) const {
    return where(after_.metadata.destinations, [&](const model::destination_connection& row) {
        if (row.source_id.known() && row.source_id != source) {
            return false;
        }
        if (services_numbered_alike_) {
            return service_of(row) == service_of(destination);
        }
        return row.name == destination.name &&
               (row.type.empty() || destination.type.empty() || row.type == destination.type);
    });
}

bool counterparts::same_pair(const model::live_sync& sync, const model::live_sync& other) const {
    const auto* source = find_row(before_.metadata.sources, sync.spec.source.connection_id);
    const auto* destination = find_row(before_.metadata.destinations, sync.spec.destination.connection_id);
    if (source == nullptr || destination == nullptr) {
        return false;
    }
    const auto is = [](const auto& rows, const indices& found, const model::connection_id& id) {
        return std::ranges::any_of(found, [&](std::size_t at) { return rows[at].id == id; });
    };
    const model::connection_id& from = other.spec.source.connection_id;
    return is(after_.metadata.sources, sources_of(*source), from) &&
           is(after_.metadata.destinations, destinations_of(*destination, from),
              other.spec.destination.connection_id);
}

bool counterparts::same_ids(const model::live_sync& sync, const indices& found) const {
    std::set<std::int64_t> before;
    std::set<std::int64_t> after;
    for (const std::size_t at : found) {
        after.insert(after_.live[at].id);
        const auto alike = before_by_label_.find(sync.spec.label);
        for (const std::size_t other : alike == before_by_label_.end() ? indices() : alike->second) {
            if (same_pair(before_.live[other], after_.live[at])) {
                before.insert(before_.live[other].id);
            }
        }
    }
    return std::ranges::includes(before, after);
}

std::vector<std::size_t> counterparts::syncs_of(const model::live_sync& sync) const {
    const auto labelled = after_by_label_.find(sync.spec.label);
    if (labelled == after_by_label_.end()) {
        return {};
    }
    indices found;
    std::ranges::copy_if(labelled->second, std::back_inserter(found),
                         [&](std::size_t at) { return same_pair(sync, after_.live[at]); });
    if (found.size() > 1) {
        narrow(found, [&](std::size_t at) {
            return after_.live[at].spec.destination.object == sync.spec.destination.object;
        });
        narrow(found, [&](std::size_t at) { return same_content(sync, after_.live[at]); });
    }
    if (found.size() > 1 && same_ids(sync, found)) {
        narrow(found, [&](std::size_t at) { return after_.live[at].id == sync.id; });
    }
    return found;
}

std::vector<std::size_t> syncs_between(const workspace_view& workspace, const std::string& label,
                                       const model::connection_id& source,
                                       const std::vector<std::size_t>& destinations) {
    return where(workspace.live, [&](const model::live_sync& sync) {
        return sync.spec.label == label && sync.spec.source.connection_id == source &&
               std::ranges::any_of(destinations, [&](std::size_t at) {
                   return workspace.metadata.destinations[at].id == sync.spec.destination.connection_id;
               });
    });
}

}  // namespace censusctl::plan
