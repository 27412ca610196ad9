#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "manifest/selection.hpp"
#include "model/attributes.hpp"
#include "validation/structure_rules.hpp"
#include "validation/suggester.hpp"

namespace censusctl::validation {
namespace {

using diagnostics::code;
using diagnostics::span;
using manifest::declared_sync;
using model::attribute;

using located_keys = std::vector<diagnostics::located<std::string>>;

/// Which syncs each sync names in some way, by index.
using sync_graph = std::vector<std::vector<std::size_t>>;

/// Finds syncs by their keys.
class key_index {
public:
    key_index(const std::vector<declared_sync>& syncs, const located_keys& elsewhere) {
        for (const auto& key : elsewhere) {
            elsewhere_.insert(key.value);
        }
        for (std::size_t at = 0; at < syncs.size(); ++at) {
            index_of_.emplace(syncs[at].key.value, at);
            keys_.emplace_back(syncs[at].key.value);
        }
    }

    /// Adds an edge to the sync of this key, or reports that there is none.
    void connect(const declared_sync& sync, std::string_view key, span where, code unknown,
                 std::vector<std::size_t>& edges, diagnostics::collector& problems) {
        if (const auto found = index_of_.find(key); found != index_of_.end()) {
            edges.push_back(found->second);
            return;
        }
        if (elsewhere_.contains(key)) {
            report(problems, sync, unknown, where, manifest::kept_to_others(key))
                .hints.emplace_back(
                    "keep this one to the same environments, or say under `environments` what it is "
                    "in each");
            return;
        }
        auto& problem =
            report(problems, sync, unknown, where, "no manifest declares a sync '" + std::string(key) + "'");
        suggestions_.add(problem, key, keys_);
    }

private:
    std::unordered_map<std::string_view, std::size_t> index_of_;
    std::vector<std::string_view> keys_;
    std::unordered_set<std::string_view> elsewhere_;
    suggester suggestions_;
};

/// Calls `found` with each circle: the syncs of it in order, each naming the next and the last the first.
/// With an explicit stack, since a chain may be as long as there are syncs.
template <class Found>
void find_circles(const sync_graph& graph, Found found) {
    enum class mark : std::uint8_t { fresh, open, closed };
    std::vector<mark> marks(graph.size(), mark::fresh);
    struct step {
        std::size_t node;
        std::size_t next;
    };
    for (std::size_t start = 0; start < graph.size(); ++start) {
        if (marks[start] != mark::fresh) {
            continue;
        }
        std::vector<step> path{{start, 0}};
        marks[start] = mark::open;
        while (!path.empty()) {
            step& top = path.back();
            if (top.next == graph[top.node].size()) {
                marks[top.node] = mark::closed;
                path.pop_back();
                continue;
            }
            const std::size_t to = graph[top.node][top.next++];
            if (marks[to] == mark::fresh) {
                marks[to] = mark::open;
                path.push_back({to, 0});
            } else if (marks[to] == mark::open) {
                const auto begin = std::find_if(path.begin(), path.end(),
                                                [&](const step& visited) { return visited.node == to; });
                std::vector<std::size_t> circle;
                std::transform(begin, path.end(), std::back_inserter(circle),
                               [](const step& visited) { return visited.node; });
                found(circle);
            }
        }
    }
}

/// "'a' after 'b' after 'a'"
std::string text_of(const std::vector<std::size_t>& circle, const std::vector<declared_sync>& syncs) {
    std::string text;
    for (const std::size_t at : circle) {
        text += "'" + syncs[at].key.value + "' after ";
    }
    return text + "'" + syncs[circle.front()].key.value + "'";
}

void check_after_used(const declared_sync& sync, diagnostics::collector& problems) {
    if (sync.after.empty() || sync.run.value != "never" || sync.at.reported(attribute::run)) {
        return;
    }
    report(problems, sync, code::after_unused, sync.after.front().where,
           "`after` has no effect: no apply runs '" + sync.key.value + "'")
        .hints.emplace_back("write `run: on_change`, or take `after` away");
}

void check_after(const std::vector<declared_sync>& syncs, key_index& keys, diagnostics::collector& problems) {
    sync_graph graph(syncs.size());
    for (std::size_t at = 0; at < syncs.size(); ++at) {
        check_after_used(syncs[at], problems);
        for (const auto& name : syncs[at].after) {
            keys.connect(syncs[at], name.value, name.where, code::after_unknown, graph[at], problems);
        }
    }
    find_circles(graph, [&](const std::vector<std::size_t>& circle) {
        const declared_sync& sync = syncs[circle.back()];
        const auto name = std::find_if(sync.after.begin(), sync.after.end(), [&](const auto& named) {
            return named.value == syncs[circle.front()].key.value;
        });
        report(problems, sync, code::after_cycle, name->where,
               "syncs wait for each other: " + text_of(circle, syncs))
            .hints.emplace_back("take one of these `after` entries away");
    });
}

void check_sequences(const std::vector<declared_sync>& syncs, key_index& keys,
                     diagnostics::collector& problems) {
    sync_graph graph(syncs.size());
    for (std::size_t at = 0; at < syncs.size(); ++at) {
        const std::string& parent = syncs[at].spec.triggers.sync_sequence.key;
        if (!parent.empty()) {
            keys.connect(syncs[at], parent, syncs[at].at[attribute::sync_sequence],
                         code::trigger_sync_unknown, graph[at], problems);
        }
    }
    find_circles(graph, [&](const std::vector<std::size_t>& circle) {
        const declared_sync& sync = syncs[circle.back()];
        report(problems, sync, code::trigger_cycle, sync.at[attribute::sync_sequence],
               "syncs start each other in a circle: " + text_of(circle, syncs))
            .hints.emplace_back("give one of them a schedule instead");
    });
}

}  // namespace

void check_order(const std::vector<declared_sync>& syncs, const located_keys& elsewhere,
                 diagnostics::collector& problems) {
    key_index keys(syncs, elsewhere);
    check_after(syncs, keys, problems);
    check_sequences(syncs, keys, problems);
}

}  // namespace censusctl::validation
