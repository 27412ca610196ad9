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
        const std::size_t read_back = waited_for.contains(item.id()) ? 1 : 0;
        switch (item.what) {
            case action::blocked:
                break;
            case action::create:
                ++cost.writes;
                ++created;
                cost.reads += 2 * read_back;  // itself, and whether it is alone
                break;
            case action::update:
            case action::remove:
                ++cost.writes;
                ++cost.reads;  // it must still be what was planned
                break;
            case action::replace:
                cost.writes += 2;
                ++created;
                // The old one before; the new one, and whether it is alone; the old one once more, and after.
                cost.reads += 5;
                break;
            case action::trigger:
                ++cost.writes;
                cost.reads += 1 + read_back * looks_at_a_run;
                break;
        }
    }
    if (created > 0) {
        cost.reads += 1 + created / syncs_per_page;
    }
    return cost;
}

}  // namespace censusctl::plan
