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
    /// Gives a sync that runs after one that was made just now the id of that, which the plan could not know.
    void link_parent(std::size_t at);
    /// Lets the results speak of the plan's own changes again.
    void unlink();
    /// Writes down that an action is about to be sent. False: it cannot be, so that the action must not be
    /// sent; the result says so, and nothing more is begun.
    [[nodiscard]] bool intend(std::size_t at, std::int64_t last_run);
    /// The same before the old sync of a replacement goes; the result holds the new one's id.
    [[nodiscard]] bool intend_second_half(std::size_t at);
    /// Writes down which sync was made in the place of another.
    void made(std::size_t at);
    /// Writes down that a run was started.
    void run_started(std::size_t at);
    /// Ends a step: observers, journal, and those that wait for it. Of the first half of a replacement that
    /// went well nobody is told, since the action goes on.
    void finish(step done);
    /// Ends what will not be begun.
    void skip(const std::vector<step>& steps, const std::string& why);

    census::api& service;
    const plan::plan& todo;
    apply_options options;
    action_order order;
    boost::asio::steady_timer wake;
    std::vector<action_result> results;
    std::unordered_map<std::string, std::int64_t> created;  ///< key -> id, of replacements too
    std::size_t workers{0};
    bool stopped{false};  ///< nothing more is begun
    std::exception_ptr failure;

private:
    template <class Write>
    void write_down(Write write);
    template <class Write>
    bool write_intent(std::size_t at, Write write);
    void end(std::size_t at);

    std::deque<plan::change> linked_;  ///< the changes with the ids of parents that were created just now
};

/// "POST /api/v1/syncs: 422: message (hint)"; raw text.
[[nodiscard]] std::string describe(const http::failure& problem);

/// What is to be said of a replacement whose second half was not done, and why that was so.
[[nodiscard]] std::string kept_old(const action_result& result, const std::string& why);

/// The action was refused, or failed before it left.
void fail(action_result& result, const http::failure& problem);

}  // namespace censusctl::apply
