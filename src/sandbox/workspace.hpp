#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// The syncs and runs of a simulated workspace, its clock, and the metadata of its world. Not thread-safe.
///
/// What other people do in the web page is played by `remove_sync` and `copy_sync`. Each change is handed to
/// a journal as one JSON text, and `restore` takes such texts back.
class workspace {
public:
    explicit workspace(world made);

    [[nodiscard]] const world& metadata() const noexcept { return world_; }
    [[nodiscard]] const world_settings& settings() const noexcept { return world_.settings; }
    [[nodiscard]] instant now() const noexcept { return world_.settings.clock; }
    /// Lets one tick of simulated time pass, as each request does.
    void tick() noexcept { world_.settings.clock += world_.settings.tick; }
    /// Changes how the workspace behaves; for `--set`, before it is used.
    void change_setting(std::string_view text);

    [[nodiscard]] const std::vector<sync_record>& syncs() const noexcept { return world_.syncs; }
    [[nodiscard]] const sync_record* find_sync(std::int64_t id) const;
    [[nodiscard]] const run_record* find_run(std::int64_t id) const;
    /// The runs of a sync, oldest first.
    [[nodiscard]] std::vector<const run_record*> runs_of(std::int64_t sync_id) const;
    /// The run of this sync that has not ended; null if none is going on.
    [[nodiscard]] const run_record* going_on(std::int64_t sync_id) const;

    [[nodiscard]] std::int64_t next_sync_id() const noexcept { return world_.settings.next_sync_id; }
    /// Adds a sync whose id is `next_sync_id()`. Its new alerts get their ids.
    const sync_record& add_sync(sync_record made);
    /// Puts a changed sync in the place of the one that has its id. Its new alerts get their ids.
    const sync_record& replace_sync(sync_record changed);
    /// Removes a sync; its runs can still be read. Nothing happens if there is none of this id.
    void remove_sync(std::int64_t id);
    /// Adds a copy of a sync, made now, with an id of its own. Nothing happens if there is none of this id.
    void copy_sync(std::int64_t id);

    /// Starts a run of an existing sync. How it will end follows from the world; while another run goes on it
    /// is skipped.
    const run_record& start_run(const sync_record& of, bool full);
    /// Cancels a run that has not ended. False: there is no such run.
    bool cancel_run(std::int64_t id);

    /// Starts to refresh metadata: the key to ask with. It is done from the second question on.
    [[nodiscard]] std::int64_t start_refresh();
    /// Absent: there is no such key.
    [[nodiscard]] std::optional<bool> refresh_is_done(std::int64_t key);

    /// Receives what changes from now on, as JSON text of one line, before the caller learns of it.
    void set_journal(std::function<void(const std::string&)> journal) { journal_ = std::move(journal); }
    /// Takes back one such text. Throws `document_error` when it does not fit this world.
    void restore(std::string_view line);
    /// The clock as such a text.
    [[nodiscard]] std::string clock_line() const;

private:
    void index_sync(std::size_t place);
    void index_run(std::size_t place);
    void append_run(run_record run);
    void number_alerts(stored_sync& sync);
    void restore_sync(sync_record record);

    world world_;
    std::unordered_map<std::int64_t, std::size_t> sync_places_;
    std::unordered_map<std::int64_t, std::size_t> run_places_;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> runs_by_sync_;
    std::unordered_map<std::int64_t, int> refreshes_;  ///< how often each key was asked about
    std::function<void(const std::string&)> journal_;
};

}  // namespace censusctl::sandbox
