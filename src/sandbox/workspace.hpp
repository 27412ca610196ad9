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
/// The 2021 API creates syncs and starts runs, and changes or deletes nothing; what other people do in the
/// web page is played by `remove_sync` and `copy_sync`. Each change is handed to a journal as one JSON text,
/// and `restore` takes such texts back.
class workspace {
public:
    explicit workspace(world made);

    [[nodiscard]] const world& metadata() const noexcept { return world_; }
    [[nodiscard]] instant now() const noexcept { return world_.settings.clock; }
    /// Lets one tick of simulated time pass, as each request does.
    void tick() noexcept { world_.settings.clock += world_.settings.tick; }

    [[nodiscard]] const std::vector<sync_record>& syncs() const noexcept { return world_.syncs; }
    [[nodiscard]] const sync_record* find_sync(std::int64_t id) const;
    [[nodiscard]] const run_record* find_run(std::int64_t id) const;
    /// The runs of a sync, oldest first.
    [[nodiscard]] std::vector<const run_record*> runs_of(std::int64_t sync_id) const;
    /// Whether the newest run of this sync has not ended.
    [[nodiscard]] bool is_running(std::int64_t sync_id) const;

    [[nodiscard]] std::int64_t next_sync_id() const noexcept { return world_.settings.next_sync_id; }
    /// Adds a sync whose id is `next_sync_id()`.
    const sync_record& add_sync(sync_record made);
    /// Removes a sync; its runs can still be read. Nothing happens if there is none of this id.
    void remove_sync(std::int64_t id);
    /// Adds a copy of a sync, made now, with an id of its own. Nothing happens if there is none of this id.
    void copy_sync(std::int64_t id);
    /// Starts a run of an existing sync. How it will end follows from the world.
    const run_record& start_run(const sync_record& of);

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

    world world_;
    std::unordered_map<std::int64_t, std::size_t> sync_places_;
    std::unordered_map<std::int64_t, std::size_t> run_places_;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> runs_by_sync_;
    std::function<void(const std::string&)> journal_;
};

/// The run as GET /sync_runs/[ID] shows it at the moment `now`: working, completed or failed.
[[nodiscard]] std::string run_json(const run_record& run, instant now);

}  // namespace censusctl::sandbox
