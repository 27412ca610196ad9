#include "plan/trigger_order.hpp"

#include <algorithm>
#include <functional>
#include <queue>

namespace censusctl::plan {
namespace {

/// The nearest triggered syncs that `start` waits for, through those that are not triggered.
class dependencies {
public:
    dependencies(const std::vector<std::vector<std::size_t>>& after, const std::vector<char>& triggered)
        : after_(after), triggered_(triggered), seen_in_(after.size(), 0) {}

    std::vector<std::size_t> of(std::size_t start) {
        ++round_;
        std::vector<std::size_t> found;
        std::vector<std::size_t> open{start};
        while (!open.empty()) {
            const std::size_t at = open.back();
            open.pop_back();
            for (const std::size_t next : after_[at]) {
                if (seen_in_[next] == round_ || next == start) {
                    continue;
                }
                seen_in_[next] = round_;
                (triggered_[next] != 0 ? found : open).push_back(next);
            }
        }
        std::sort(found.begin(), found.end());
        return found;
    }

private:
    const std::vector<std::vector<std::size_t>>& after_;
    const std::vector<char>& triggered_;
    std::vector<std::size_t>
        seen_in_;  ///< the round in which a sync was seen, so that it need not be cleared
    std::size_t round_{0};
};

}  // namespace

std::vector<ordered_trigger> order_triggers(const std::vector<std::vector<std::size_t>>& after,
                                            const std::vector<char>& triggered) {
    const std::size_t count = after.size();
    dependencies nearest(after, triggered);
    std::vector<std::vector<std::size_t>> waits_for(count);
    std::vector<std::vector<std::size_t>> needed_by(count);
    std::vector<std::size_t> open(count, 0);
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    for (std::size_t at = 0; at < count; ++at) {
        if (triggered[at] == 0) {
            continue;
        }
        waits_for[at] = nearest.of(at);
        open[at] = waits_for[at].size();
        for (const std::size_t first : waits_for[at]) {
            needed_by[first].push_back(at);
        }
        if (open[at] == 0) {
            ready.push(at);
        }
    }
    std::vector<ordered_trigger> order;
    std::vector<char> placed(count, 0);
    while (!ready.empty()) {
        const std::size_t at = ready.top();
        ready.pop();
        placed[at] = 1;
        order.push_back({at, std::move(waits_for[at])});
        for (const std::size_t next : needed_by[at]) {
            if (--open[next] == 0) {
                ready.push(next);
            }
        }
    }
    for (std::size_t at = 0; at < count; ++at) {
        if (triggered[at] == 0 || placed[at] != 0) {
            continue;
        }
        std::vector<std::size_t>& waits = waits_for[at];
        waits.erase(
            std::remove_if(waits.begin(), waits.end(), [&](std::size_t first) { return placed[first] == 0; }),
            waits.end());
        placed[at] = 1;
        order.push_back({at, std::move(waits)});
    }
    return order;
}

}  // namespace censusctl::plan
