#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "plan/plan.hpp"

namespace censusctl::apply {

/// What a worker does at a time: an action, an index into the plan's changes. A replacement is done in two
/// halves: the new sync is made and proved, then the old one goes.
struct step {
    std::size_t action{0};
    bool second_half{false};
    friend bool operator==(const step&, const step&) = default;
};

/// Which actions of a plan may begin, as others end: the order of an apply as a value, with no clock and no
/// socket. All that writes counts; a dependency that is not an action of the plan is taken as met, and one on
/// an action that writes nothing never is. Deletes come last: none begins before all else has ended, and none
/// at all where something that was to be created or changed did not end well, since it may be what takes the
/// place of what goes. A sync that is to start after a new one in the place of another is pointed to it
/// between the two halves, so that it never starts after one that is gone.
class action_order {
public:
    explicit action_order(const std::vector<plan::change>& changes);

    /// The next step that may begin now, in plan order, a second half where its action stands; none if all
    /// that are left wait.
    [[nodiscard]] std::optional<step> next();

    /// Says that a step ended. If not well, everything that depends on it, directly or not, is returned, in
    /// plan order: these will not be handed out any more.
    [[nodiscard]] std::vector<step> ended(step done, bool well);

    /// Gives up all that has not begun, and returns it.
    [[nodiscard]] std::vector<step> abandon();

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
    /// Nodes are the changes by their index, then second halves.
    struct node {
        action_order::state state{state::ignored};
        action_order::rank rank{rank::change};
        step what{};
        std::size_t unmet{0};
        std::vector<std::size_t> dependents;
    };
    static rank rank_of(plan::action what);
    static bool comes_before_deletes(const node& item) noexcept;
    /// Whether a step is handed out after another that is ready as well.
    [[nodiscard]] bool is_later(std::size_t left, std::size_t right) const;
    void add_nodes(const std::vector<plan::change>& changes);
    void connect(const std::vector<plan::change>& changes);
    void wait_for(std::size_t later, std::size_t first);
    void hold_deletes();
    void make_ready(std::size_t at);
    /// Takes an action off the list of open ones; the last that is no delete lets these begin.
    void close(std::size_t at);
    [[nodiscard]] std::size_t node_of(step what) const;
    [[nodiscard]] std::vector<step> steps_of(std::vector<std::size_t> nodes) const;

    std::vector<node> nodes_;
    std::vector<std::size_t> second_;   ///< by action: the node of its second half; 0: it has none
    std::vector<std::size_t> ready_;    ///< a heap, the first in plan order first
    std::vector<std::size_t> deletes_;  ///< each has one unmet that stands for all that is to end before it
    std::size_t open_{0};
    std::size_t before_deletes_{0};  ///< open actions that are no deletes
};

}  // namespace censusctl::apply
