#include "apply/interrupted_apply.hpp"

#include <algorithm>
#include <array>
#include <boost/json/value.hpp>
#include <functional>
#include <stdexcept>
#include <unordered_map>

#include "json/document.hpp"
#include "json/reader.hpp"
#include "manifest/file_text.hpp"
#include "plan/saved_plan.hpp"
#include "text/durable_file.hpp"
#include "text/repository_files.hpp"

namespace censusctl::apply {
namespace {

namespace fs = std::filesystem;

/// Takes whole lines off the front of a text.
class line_reader {
public:
    explicit line_reader(std::string_view text) : rest_(text) {}

    /// The next line with its line end; absent at the end, and for a last line that is torn.
    std::optional<std::string_view> next() {
        const std::size_t end = rest_.find('\n');
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        const std::string_view line = rest_.substr(0, end + 1);
        rest_.remove_prefix(end + 1);
        ++number_;
        return line;
    }
    [[nodiscard]] int number() const noexcept { return number_; }

private:
    std::string_view rest_;
    int number_{0};
};

[[noreturn]] void refuse(int line, const std::string& why) {
    throw damaged_journal("line " + std::to_string(line) + " " + why);
}

/// Reads one line of the journal's own.
template <class Take>
void read_line(std::string_view line, int number, Take take) {
    json::document document;
    if (!document.parse(line)) {
        refuse(number, "is not JSON: " + document.problem());
    }
    json::decode_problem problem;
    const json::reader root(document.root(), problem);
    if (!root.value().is_object()) {
        refuse(number, "is not an object");
    }
    take(root);
    if (problem.found()) {
        refuse(number, "is not as expected: " + problem.where + " " + problem.what);
    }
}

std::optional<outcome> outcome_of(const json::reader& from) {
    constexpr std::array all{outcome::done, outcome::failed, outcome::unknown, outcome::skipped};
    const std::string word = from.required_text("outcome");
    const auto found =
        std::find_if(all.begin(), all.end(), [&](outcome result) { return to_string(result) == word; });
    if (found == all.end()) {
        const json::reader value = from.member("outcome");
        value.refuse("is no outcome");
        return std::nullopt;
    }
    return *found;
}

/// Takes in what a line says of an action.
class action_lines {
public:
    explicit action_lines(interrupted_apply& into) : into_(into) {
        into.actions.resize(into.plan.changes.size());
        for (std::size_t at = 0; at < into.plan.changes.size(); ++at) {
            by_id_.emplace(into.plan.changes[at].id(), at);
        }
    }

    void read(const json::reader& line) {
        if (journaled_action* intended = find(line, "intent")) {
            intended->intended = true;
            intended->intended_at = line.text("at");
            intended->last_run = line.integer("last_run").value_or(0);
        } else if (journaled_action* made = find(line, "made")) {
            made->made_id = line.required_id("new_sync_id");
        } else if (journaled_action* half = find(line, "second_half")) {
            half->second_half_at = line.text("at");
            half->made_id = line.required_id("new_sync_id");
        } else if (line.look("unfinished") == json::presence::present) {
            into_.carried.replacing.push_back({line.required_text("unfinished"),
                                               line.required_id("old_sync_id"),
                                               line.required_id("new_sync_id")});
        } else if (line.look("owed") == json::presence::present) {
            into_.carried.owed.insert(line.required_text("owed"));
        } else if (journaled_action* started = find(line, "started")) {
            started->sync_run_id = line.id("sync_run_id");
        } else if (journaled_action* ended = find(line, "ended")) {
            ended->outcome = outcome_of(line);
            ended->sync_id = line.id("sync_id");
            if (const auto run = line.id("sync_run_id")) {
                ended->sync_run_id = run;
            }
        }
        // Other lines are of a later version, or the end.
    }

private:
    journaled_action* find(const json::reader& line, std::string_view key) {
        if (line.look(key) != json::presence::present) {
            return nullptr;
        }
        const auto found = by_id_.find(line.required_text(key));
        if (found == by_id_.end()) {
            const json::reader value = line.member(key);
            value.refuse("is no action of the plan");
            return nullptr;
        }
        return &into_.actions[found->second];
    }

    interrupted_apply& into_;
    std::unordered_map<std::string, std::size_t> by_id_;
};

}  // namespace

std::optional<interrupted_apply> read_journal(std::string_view text) {
    line_reader lines(text);
    const auto head = lines.next();
    const auto planned = lines.next();
    if (!head || !planned) {
        return std::nullopt;
    }
    interrupted_apply found;
    read_line(*head, 1, [&](const json::reader& line) {
        if (line.text("format") != "censusctl-journal" || line.text("format_version").rfind("1.", 0) != 0) {
            refuse(1, "is not that of a journal which this version reads");
        }
        found.command = line.required_text("command");
        found.started_at = line.required_text("started_at");
    });
    diagnostics::source_map unused;
    try {
        found.plan = plan::decode_plan(*planned, unused);
    } catch (const plan::saved_plan_error& problem) {
        refuse(2, std::string("holds no plan: ") + problem.what());
    }
    for (plan::change& change : found.plan.changes) {
        change.source = {};  // the files have gone on since
    }
    action_lines actions(found);
    for (auto line = lines.next(); line; line = lines.next()) {
        read_line(*line, lines.number(), [&](const json::reader& read) { actions.read(read); });
    }
    return found;
}

bool went_well(const interrupted_apply& journal) {
    for (std::size_t at = 0; at < journal.plan.changes.size(); ++at) {
        if (plan::is_write(journal.plan.changes[at].what) && journal.actions[at].outcome != outcome::done) {
            return false;
        }
    }
    return true;
}

namespace {

/// A sync that the apply created has its id from then on.
void add_given_ids(interrupted_apply& journal) {
    std::unordered_map<std::string_view, std::int64_t> given;
    for (std::size_t at = 0; at < journal.plan.changes.size(); ++at) {
        if (const auto id = journal.actions[at].sync_id;
            id && plan::is_write(journal.plan.changes[at].what)) {
            given[journal.plan.changes[at].sync] = *id;
        }
    }
    for (plan::declared_identity& sync : journal.plan.declared) {
        if (const auto found = given.find(sync.key); found != given.end()) {
            sync.id = found->second;
        }
    }
}

}  // namespace

known_applies newest_applies(const fs::path& folder, const plan::workspace_identity& here) {
    known_applies found;
    if (text::leads_out(folder)) {
        return found;
    }
    std::vector<fs::path> paths;
    std::error_code missing;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, missing)) {
        if (entry.path().extension() == ".jsonl" || entry.path().extension() == ".closed") {
            paths.push_back(entry.path());
        }
    }
    std::sort(paths.begin(), paths.end(), std::greater<>());
    for (const fs::path& path : paths) {
        const manifest::file_text text = manifest::read_file(path);
        try {
            auto journal = text.bytes ? read_journal(*text.bytes) : std::nullopt;
            if (!journal || journal->command != "apply" || journal->plan.declared.empty() ||
                plan::likeness_of(journal->plan.workspace, here) == plan::likeness::other) {
                continue;
            }
            journal->path = path;
            add_given_ids(*journal);
            const bool good = went_well(*journal);
            for (const plan::change& planned : journal->plan.changes) {
                if (!good && plan::is_write(planned.what) && planned.what != plan::action::trigger) {
                    found.unsettled.insert(planned.sync);
                }
            }
            if (!found.newest) {
                found.newest = std::move(journal);
            } else if (good) {
                found.went_well = std::move(journal);
            }
            if (good) {
                return found;
            }
        } catch (const damaged_journal&) {
            continue;
        }
    }
    return found;
}

open_journals read_journals(const fs::path& folder) {
    open_journals found;
    std::vector<fs::path> paths;
    std::error_code missing;
    if (text::leads_out(folder)) {
        found.damaged.emplace_back(folder, make_error_code(text::file_problem::leads_out).message());
        return found;
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, missing)) {
        if (entry.path().extension() == ".jsonl") {
            paths.push_back(entry.path());
        }
    }
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths) {
        if (text::is_held(path)) {
            found.running.push_back(path);
            continue;
        }
        const manifest::file_text text = manifest::read_file(path);
        if (!text.bytes) {
            found.damaged.emplace_back(path,
                                       text.too_large ? "is too large" : "cannot be read: " + text.failure);
            continue;
        }
        try {
            auto journal = read_journal(*text.bytes);
            if (journal) {
                journal->path = path;
                found.interrupted.push_back(std::move(*journal));
            } else {
                found.empty.push_back(path);
            }
        } catch (const damaged_journal& problem) {
            found.damaged.emplace_back(path, problem.what());
        }
    }
    return found;
}

}  // namespace censusctl::apply
