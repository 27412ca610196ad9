#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "plan/plan.hpp"

namespace censusctl::apply {

/// Which actions of a plan may begin, as others end: the order of an apply as a value, with no clock and no
/// socket. All that writes counts; a dependency that is not an action of the plan is taken as met, and one on
/// an action that writes nothing never is. Deletes come last: none begins before all else has ended, and none
/// at all where something that was to be created or changed did not end well, since it may be what takes the
/// place of what goes.
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
    /// What an action is to the deletes of its plan.
    enum class rank {
        change,  ///< they wait for it, and need it to end well
        run,     ///< they wait for it
        remove,  ///< it is one
        after    ///< it waits for one of them
    };
    struct node {
        action_order::state state{state::ignored};
        action_order::rank rank{rank::change};
        std::size_t unmet{0};
        std::vector<std::size_t> dependents;
    };
    static rank rank_of(plan::action what);
    static bool comes_before_deletes(const node& item) noexcept;
    void hold_deletes();
    void make_ready(std::size_t at);
    /// Takes an action off the list of open ones; the last that is no delete lets these begin.
    void close(std::size_t at);

    std::vector<node> nodes_;
    std::vector<std::size_t> ready_;    ///< a heap, smallest index first
    std::vector<std::size_t> deletes_;  ///< each has one unmet that stands for all that is to end before it
    std::size_t open_{0};
    std::size_t before_deletes_{0};  ///< open actions that are no deletes
};

}  // namespace censusctl::apply
