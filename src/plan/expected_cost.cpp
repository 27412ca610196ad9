#include "plan/expected_cost.hpp"

#include <string_view>
#include <unordered_set>

namespace censusctl::plan {
namespace {

constexpr std::size_t syncs_per_page = 100;
constexpr std::size_t looks_at_a_run = 3;

}  // namespace

expected_cost cost_of(const plan& planned) {
    expected_cost cost;
    std::unordered_set<std::string_view> waited_for;
    for (const change& change : planned.changes) {
        waited_for.insert(change.depends_on.begin(), change.depends_on.end());
    }
    std::size_t created = 0;
    for (const change& item : planned.changes) {
        if (item.what == action::blocked) {
            continue;
        }
        ++cost.writes;
        const bool is_waited_for = waited_for.contains(item.id());
        if (item.what == action::trigger) {
            cost.reads += 1 + (is_waited_for ? looks_at_a_run : 0);
        } else {
            ++created;
            cost.reads += is_waited_for ? 1 : 0;
        }
    }
    if (created > 0) {
        cost.reads += 1 + created / syncs_per_page;
    }
    return cost;
}

}  // namespace censusctl::plan
