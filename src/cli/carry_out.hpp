#pragma once
#include <string_view>

#include "cli/commands.hpp"

namespace censusctl::cli {

/// Keeps other applies out of this project folder for as long as it lives. Throws command_failure: exit 5
/// while another one is under way.
class folder_lock {
public:
    explicit folder_lock(const context& invocation);
    ~folder_lock();
    folder_lock(const folder_lock&) = delete;
    folder_lock& operator=(const folder_lock&) = delete;

private:
    struct implementation;
    std::unique_ptr<implementation> all_;
};

/// What an apply has to do, and where it comes from.
struct work_order {
    std::string_view command;  ///< "apply" or "trigger"
    const plan::plan& todo;
    const diagnostics::source_map& sources;
    std::size_t known_syncs{0};  ///< live syncs when the plan was made
    const open_work& left_open;  ///< taken over by this one
};

/// Does the actions of a plan, with a journal, and prints what came of each and of all. Returns 0, 4 or 130.
/// Throws command_failure where the journal cannot be begun: then nothing was sent.
[[nodiscard]] exit_status carry_out(const context& invocation, session& connection, const work_order& order);

/// Writes the journal of an apply that has nothing to write: what its files declared is known from then on.
/// That it cannot be written is a warning.
void write_agreement(const context& invocation, const plan::plan& todo,
                     const diagnostics::source_map& sources);

/// Asks where somebody can answer; throws command_failure (5) where nobody can, or the answer is no.
void agree(const context& invocation);

/// Refuses (5) where the client is one that cannot write.
void refuse_read_only(const session& connection);

/// Refuses (5) to begin what the client could not write: where nothing may be written, or where creates and
/// updates would use keys that nothing read has proved.
void check_may_write(session& connection, const plan::plan& todo);

/// Refuses (5) a plan whose diagnostics say that it exceeds a limit of the policy, unless the user says
/// otherwise.
void within_limits(const context& invocation, const plan::plan& todo);

}  // namespace censusctl::cli
