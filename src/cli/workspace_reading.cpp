#include "cli/workspace_reading.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "apply/resume.hpp"
#include "census/paging.hpp"
#include "census/run_history.hpp"
#include "census/workspace.hpp"
#include "cli/command_failure.hpp"
#include "cli/signal_loop.hpp"
#include "report/failure.hpp"

namespace censusctl::cli {
namespace {

/// Runs what only reads: nothing of it needs to end well, so that Ctrl-C ends its requests too.
template <class T>
T run_reading(session& connection, boost::asio::awaitable<http::result<T>> work) {
    auto read = connection.loop().run_until_signal(std::move(work), signal_loop::on_signal::end_requests);
    connection.screen().clear_progress();
    if (!read) {
        throw_failure(read.error());
    }
    return std::move(*read);
}

}  // namespace

http::result<census::workspace_snapshot> try_to_read_workspace(session& connection,
                                                               const model::references& wanted,
                                                               census::reading_extent extent) {
    const auto progress = [&screen = connection.screen()](std::size_t answered) {
        screen.progress("reading the workspace: " + std::to_string(answered) + " replies");
    };
    auto read = connection.loop().run_until_signal(
        census::fetch_workspace(connection.service(), wanted, progress, std::move(extent)),
        signal_loop::on_signal::end_requests);
    connection.screen().clear_progress();
    return read;
}

census::workspace_snapshot read_workspace(session& connection, const model::references& wanted,
                                          census::reading_extent extent) {
    auto read = try_to_read_workspace(connection, wanted, std::move(extent));
    if (!read) {
        throw_failure(read.error());
    }
    return std::move(*read);
}

std::vector<std::string> seen_groups(session& connection) {
    std::set<std::string> groups;
    for (const model::source_connection& source :
         run_reading(connection, connection.service().list_sources())) {
        if (!source.group.empty()) {
            groups.insert(source.group);
        }
    }
    return {groups.begin(), groups.end()};
}

std::string why_unproved(session& connection) {
    return connection.loop().run_until_signal(connection.service().why_unproved(),
                                              signal_loop::on_signal::end_requests);
}

plan::workspace_identity identity_of(const session& connection, const census::workspace_snapshot& read) {
    plan::workspace_identity identity = connection.identity();
    identity.connections = plan::connections_of(read.metadata);
    return identity;
}

bool confirm_listing(session& connection, census::workspace_snapshot& read) {
    if (run_reading(connection, census::listing_stands(connection.service(), read.sync_pages))) {
        return true;
    }
    list_syncs(connection, read);
    return false;
}

void list_syncs(session& connection, census::workspace_snapshot& read) {
    const census::progress_function silent;
    census::sync_listing again =
        run_reading(connection, census::list_syncs_by_page(connection.service(), silent));
    read.syncs = std::move(again.syncs);
    read.sync_pages = std::move(again.pages);
}

apply::resumption settle_journals(session& connection, const std::vector<apply::interrupted_apply>& journals,
                                  const std::vector<model::live_sync>& live, apply::resume_options options) {
    return run_reading(connection,
                       apply::settle_journals(connection.service(), journals, live, std::move(options)));
}

std::map<std::int64_t, std::vector<model::sync_run>> read_runs(session& connection,
                                                               std::vector<std::int64_t> sync_ids,
                                                               int newest) {
    const auto progress = [&screen = connection.screen(), count = sync_ids.size()](std::size_t answered) {
        screen.progress("reading the runs: " + std::to_string(answered) + " of " + std::to_string(count) +
                        " syncs");
    };
    return run_reading(
        connection, census::fetch_run_histories(connection.service(), std::move(sync_ids), newest, progress));
}

void read_counts(session& connection, bool all, plan::plan& todo) {
    constexpr int newest = 10;  // one of them has counts, unless the sync fails all the time
    const auto is_counted = [all](const plan::change& change) {
        return change.sync_id && (all || change.why != plan::reason::run_always);
    };
    std::set<std::int64_t> ids;
    for (const plan::change& change : todo.changes) {
        if (is_counted(change)) {
            ids.insert(*change.sync_id);
        }
    }
    if (ids.empty()) {
        return;
    }
    const std::map<std::int64_t, std::vector<model::sync_run>> runs =
        read_runs(connection, {ids.begin(), ids.end()}, newest);
    for (plan::change& change : todo.changes) {
        const auto read = is_counted(change) ? runs.find(*change.sync_id) : runs.end();
        if (read == runs.end()) {
            continue;
        }
        const auto counted = std::ranges::find_if(
            read->second, [](const model::sync_run& run) { return run.source_record_count.has_value(); });
        if (counted != read->second.end()) {
            change.counts = {*counted->source_record_count, counted->records_failed, counted->records_invalid,
                             counted->completed_at};
        }
    }
}

void throw_restless_listing() {
    throw_failure(census::unreadable_list(
        "GET /syncs",
        "changed each time it was read, so that a sync may be missing from it; nothing was done",
        "try again when nobody edits the workspace"));
}

void throw_failure(const http::failure& problem) {
    if (problem.stage == http::stage::cancelled) {
        throw command_failure(exit_interrupted, "interrupted while the workspace was read; nothing was done");
    }
    std::string text = report::failure_text(problem);
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    throw command_failure(exit_failed, text);
}

}  // namespace censusctl::cli
