#include "apply/journal.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <stdexcept>
#include <vector>

#include "apply/journal_pruning.hpp"
#include "json/writer.hpp"
#include "plan/saved_plan.hpp"
#include "text/repository_files.hpp"
#include "text/version.hpp"

namespace censusctl::apply {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view open_suffix = ".jsonl";
constexpr std::string_view closed_suffix = ".closed";

fs::path made_folder(const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (!failed && text::leads_out(folder)) {
        failed = text::file_problem::leads_out;
    }
    if (failed) {
        throw text::file_error("the folder '" + folder.string() + "' cannot be made: " + failed.message());
    }
    return folder;
}

/// Names sort by time; the process and a count keep them apart.
fs::path new_name(const fs::path& folder, wall_time now) {
    static std::atomic<int> count{0};
    std::string stamp = utc_text(now);
    stamp.erase(std::remove_if(stamp.begin(), stamp.end(), [](char c) { return c == ':' || c == '-'; }),
                stamp.end());
    const auto micros =
        std::chrono::duration_cast<std::chrono::microseconds>(now.time_since_epoch()).count() % 1'000'000;
    return folder / (stamp + "-" + std::to_string(micros + 1'000'000).substr(1) + "-" +
                     std::to_string(::getpid()) + "-" + std::to_string(count++) + std::string(open_suffix));
}

std::string line_of(json::writer&& written) {
    return written.take() + "\n";
}

}  // namespace

std::string utc_text(wall_time when) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(when);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[32];
    const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text, length};
}

journal::journal(const fs::path& folder, std::string_view command, const plan::plan& todo,
                 const diagnostics::source_map& sources, wall_time now, const carried_work& carried)
    : file_(new_name(made_folder(folder), now)) {
    json::writer head;
    head.begin_object();
    head.key("format").value("censusctl-journal");
    head.key("format_version").value("1.0");
    head.key("tool_version").value(text::version());
    head.key("command").value(command);
    head.key("process").value(::getpid());
    head.key("started_at").value(utc_text(now));
    head.end_object();
    std::string text = line_of(std::move(head)) + plan::encode_plan(todo, sources);
    for (const plan::unfinished_replace& half : carried.replacing) {
        json::writer line;
        line.begin_object();
        line.key("unfinished").value(half.sync);
        line.key("old_sync_id").value(half.old_id);
        line.key("new_sync_id").value(half.new_id);
        line.end_object();
        text += line_of(std::move(line));
    }
    for (const std::string& sync : carried.owed) {
        json::writer line;
        line.begin_object();
        line.key("owed").value(sync);
        line.end_object();
        text += line_of(std::move(line));
    }
    file_.append(text);
    file_.sync();
}

journal::~journal() {
    if (settled_) {
        close_journal(file_.path());
    }
}

void journal::intend(const plan::change& action, std::int64_t last_run, wall_time now) {
    json::writer line;
    line.begin_object();
    line.key("intent").value(action.id());
    line.key("at").value(utc_text(now));
    if (action.what == plan::action::trigger) {  // what its runs are told from
        line.key("last_run").value(last_run);
    }
    line.end_object();
    file_.append(line_of(std::move(line)));
    file_.sync();
}

void journal::made(const action_result& result) {
    json::writer line;
    line.begin_object();
    line.key("made").value(result.change->id());
    line.key("old_sync_id").value(result.change->sync_id.value_or(0));
    line.key("new_sync_id").value(result.sync_id.value_or(0));
    line.end_object();
    file_.append(line_of(std::move(line)));
    file_.sync();
}

void journal::intend_second_half(const action_result& result, wall_time now) {
    json::writer line;
    line.begin_object();
    line.key("second_half").value(result.change->id());
    line.key("at").value(utc_text(now));
    line.key("old_sync_id").value(result.change->sync_id.value_or(0));
    line.key("new_sync_id").value(result.sync_id.value_or(0));
    line.end_object();
    file_.append(line_of(std::move(line)));
    file_.sync();
}

void journal::started(const action_result& result) {
    json::writer line;
    line.begin_object();
    line.key("started").value(result.change->id());
    line.key("sync_run_id").value(result.sync_run_id.value_or(0));
    line.end_object();
    file_.append(line_of(std::move(line)));
}

void journal::ended(const action_result& result) {
    json::writer line;
    line.begin_object();
    line.key("ended").value(result.change->id());
    line.key("outcome").value(to_string(result.outcome));
    if (result.sync_id) {
        line.key("sync_id").value(*result.sync_id);
    }
    if (result.sync_run_id) {
        line.key("sync_run_id").value(*result.sync_run_id);
    }
    if (!result.message.empty()) {
        line.key("message").value(result.message);
    }
    line.end_object();
    // The next intent, or the end, brings it to the disk: without it the action is looked for, which is as
    // good.
    file_.append(line_of(std::move(line)));
}

void journal::close(bool settled) {
    json::writer line;
    line.begin_object();
    line.key("end").value(settled ? "settled" : "open");
    line.end_object();
    file_.append(line_of(std::move(line)));
    file_.sync();
    settled_ = settled;
}

fs::path journal_folder(const fs::path& project) {
    return project / ".censusctl" / "journal";
}

fs::path make_private_folder(const fs::path& project) {
    fs::path folder = made_folder(project / ".censusctl");
    if (std::error_code unknown; !fs::exists(folder / ".gitignore", unknown)) {
        text::write_file(folder / ".gitignore", "*\n");
    }
    return folder;
}

void close_journal(const fs::path& path) {
    std::error_code failed;
    if (text::leads_out(path.parent_path())) {
        return;
    }
    fs::rename(path, path.string() + std::string(closed_suffix), failed);
    prune_journals(path.parent_path());
}

}  // namespace censusctl::apply
