#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <exception>
#include <string>
#include <unordered_map>
#include <vector>

#include "apply/action_order.hpp"
#include "apply/apply_options.hpp"
#include "census/api.hpp"

/// Inside of the executor.
namespace censusctl::apply {

/// What the workers of one apply share. One thread, so no locks; `wake` is a timer used as a condition
/// variable.
struct run_state {
    run_state(census::api& api, const plan::plan& plan, apply_options settings,
              const boost::asio::any_io_executor& executor);

    void notify() { wake.cancel(); }
    void tell(event what, std::size_t at);
    /// Gives a sync that runs after one that was created just now the id of that, which the plan could not
    /// know.
    void link_parent(std::size_t at);
    /// Lets the results speak of the plan's own changes again.
    void unlink();
    /// Writes down that an action is about to be sent. False: it cannot be, so that the action must not be
    /// sent; the result says so, and nothing more is begun.
    [[nodiscard]] bool intend(std::size_t at, std::int64_t last_run);
    /// Writes down that a run was started.
    void run_started(std::size_t at);
    /// Ends an action: observers, journal, and those that wait for it.
    void finish(std::size_t at);
    /// Ends actions that will not be begun.
    void skip(const std::vector<std::size_t>& actions, const std::string& why);

    census::api& service;
    const plan::plan& todo;
    apply_options options;
    action_order order;
    boost::asio::steady_timer wake;
    std::vector<action_result> results;
    std::unordered_map<std::string, std::int64_t> created;  ///< key -> id
    std::size_t workers{0};
    bool stopped{false};  ///< nothing more is begun
    std::exception_ptr failure;

private:
    template <class Write>
    void write_down(Write write);

    std::deque<plan::change> linked_;  ///< the changes with the ids of parents that were created just now
};

/// "POST /api/v1/syncs: 422: message (hint)"; raw text.
[[nodiscard]] std::string describe(const http::failure& problem);

/// The action was refused, or failed before it left.
void fail(action_result& result, const http::failure& problem);

}  // namespace censusctl::apply
