#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "plan/plan.hpp"

namespace censusctl::apply {

/// Which actions of a plan may begin, as others end: the order of an apply as a value, with no clock and no
/// socket. All that writes counts; a dependency that is not an action of the plan is taken as met, and one on
/// an action that writes nothing never is.
class action_order {
public:
    explicit action_order(const std::vector<plan::change>& changes);

    /// The next action (an index into `changes`) that may begin now, in plan order; none if all that are left
    /// wait.
    [[nodiscard]] std::optional<std::size_t> next();

    /// Says that an action ended. If not well, everything that depends on it, directly or not, is returned:
    /// these will not be handed out any more.
    [[nodiscard]] std::vector<std::size_t> ended(std::size_t action, bool well);

    /// Gives up all that has not begun, and returns it.
    [[nodiscard]] std::vector<std::size_t> abandon();

    /// Whether nothing is left to begin or to end.
    [[nodiscard]] bool finished() const noexcept { return open_ == 0; }

    /// Whether others wait for this action.
    [[nodiscard]] bool has_dependents(std::size_t action) const { return !nodes_[action].dependents.empty(); }

private:
    enum class state { ignored, waiting, begun, over };
    struct node {
        action_order::state state{state::ignored};
        std::size_t unmet{0};
        std::vector<std::size_t> dependents;
    };
    std::vector<node> nodes_;
    std::vector<std::size_t> ready_;  ///< a heap, smallest index first
    std::size_t open_{0};
};

}  // namespace censusctl::apply
