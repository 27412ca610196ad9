#include "cli/action_report.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <map>

#include "diff/list_items.hpp"
#include "text/escape.hpp"
#include "text/version.hpp"

namespace censusctl::cli {
namespace {

constexpr std::size_t message_limit = 500;

/// Of a list nothing is cut: what differs may be its last item.
std::string shown_value(const diff::attribute_path& path, const diff::attribute_value& typed) {
    const diff::document_value value = diff::in_document(typed);
    if (const auto* text = std::get_if<std::string>(&value)) {
        return "'" + text::escape_and_cut(*text, diff::is_list(path) ? 4000 : 80) + "'";
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    if (const auto* flag = std::get_if<bool>(&value)) {
        return *flag ? "true" : "false";
    }
    return "null";
}

/// "completed: 12 processed, 0 failed": only what the server says, and a run under way says little.
std::string run_text(const model::sync_run& run) {
    std::string counts;
    const auto add = [&counts](const std::optional<std::int64_t>& count, const char* what) {
        if (count) {
            counts += (counts.empty() ? ": " : ", ") + std::to_string(*count) + what;
        }
    };
    add(run.records_processed, " processed");
    add(run.records_updated, " updated");
    add(run.records_failed, " failed");
    add(run.records_invalid, " invalid");
    return text::escape_for_terminal(run.status) + counts;
}

std::string name_of(const apply::action_result& result) {
    std::string text = text::escape_for_terminal(result.change->sync);
    const plan::change& change = *result.change;
    const bool is_new = change.what == plan::action::replace && change.sync_id && result.sync_id &&
                        change.sync_id != result.sync_id;
    if (is_new) {
        text += " (sync " + std::to_string(*result.sync_id) + " in place of " +
                std::to_string(*change.sync_id) + ")";
    } else if (result.sync_id) {
        text += " (sync " + std::to_string(*result.sync_id) + ")";
    }
    return text;
}

/// How an action that was done is told of.
struct action_words {
    const char* symbol;
    const char* done;
};

action_words words_of(plan::action what) {
    switch (what) {
        case plan::action::create:
            return {"+", "created"};
        case plan::action::update:
            return {"~", "updated"};
        case plan::action::replace:
            return {"±", "replaced"};
        case plan::action::remove:
            return {"-", "deleted"};
        case plan::action::trigger:
            return {">", "triggered"};
        case plan::action::blocked:
            break;
    }
    return {"=", "left"};
}

}  // namespace

std::string action_line(const apply::action_result& result) {
    const action_words words = words_of(result.change->what);
    std::string line;
    if (result.outcome == apply::outcome::done) {
        line = std::string(words.symbol) + " " + words.done + " " + name_of(result);
        if (result.sync_run_id) {
            line += ", run " + std::to_string(*result.sync_run_id);
        }
        if (result.run) {
            line += ", " + run_text(*result.run);
        }
    } else {
        line = "! " + std::string(apply::to_string(result.outcome)) + ": " +
               std::string(plan::to_string(result.change->what)) + " " + name_of(result);
    }
    if (!result.message.empty()) {
        line += "\n    " + text::escape_and_cut(result.message, message_limit);
    }
    for (const diff::field_change& change : result.not_applied) {
        line += "\n    " + text::escape_for_terminal(to_string(change.path)) + ": sent " +
                shown_value(change.path, change.after) + ", stored " +
                shown_value(change.path, change.before);
    }
    for (const diff::field_change& change : result.moved) {
        line += "\n    " + text::escape_for_terminal(to_string(change.path)) + ": planned as " +
                shown_value(change.path, change.after) + ", now " + shown_value(change.path, change.before);
    }
    return line + "\n";
}

std::string summary_line(const std::vector<apply::action_result>& results) {
    std::map<plan::action, std::size_t> done;
    std::size_t failed = 0;
    std::size_t unknown = 0;
    std::size_t skipped = 0;
    for (const apply::action_result& result : results) {
        // A run that fails was started all the same.
        if (result.change->what == plan::action::trigger && result.sync_run_id &&
            result.outcome != apply::outcome::done) {
            ++done[plan::action::trigger];
        }
        switch (result.outcome) {
            case apply::outcome::done:
                ++done[result.change->what];
                break;
            case apply::outcome::failed:
                ++failed;
                break;
            case apply::outcome::unknown:
                ++unknown;
                break;
            case apply::outcome::skipped:
                ++skipped;
                break;
        }
    }
    std::string counts;
    for (const plan::action what : plan::actions) {
        // Creates and runs are always told of, the others where there are any.
        const bool always = what == plan::action::create || what == plan::action::trigger;
        if (plan::is_write(what) && (always || done[what] > 0)) {
            counts += (counts.empty() ? "" : ", ") + std::to_string(done[what]) + " " + words_of(what).done;
        }
    }
    return "Applied: " + counts + "; " + std::to_string(failed) + " failed, " + std::to_string(unknown) +
           " unknown, " + std::to_string(skipped) + " not done.";
}

std::string results_json(const plan::plan& todo, const std::vector<apply::action_result>& results,
                         const http::client_statistics& spent) {
    boost::json::array rows;
    for (const apply::action_result& result : results) {
        boost::json::object row;
        row["action"] = plan::to_string(result.change->what);
        row["sync"] = text::escape_for_terminal(result.change->sync);
        row["outcome"] = apply::to_string(result.outcome);
        row["sync_id"] = result.sync_id ? boost::json::value(*result.sync_id) : boost::json::value(nullptr);
        if (result.change->what == plan::action::replace && result.change->sync_id) {
            row["replaced_sync_id"] = *result.change->sync_id;
        }
        row["sync_run_id"] =
            result.sync_run_id ? boost::json::value(*result.sync_run_id) : boost::json::value(nullptr);
        row["message"] = text::escape_for_terminal(result.message);
        rows.push_back(std::move(row));
    }
    boost::json::object document;
    document["format_version"] = "1.0";
    document["tool_version"] = text::version();
    const std::string& environment = todo.workspace.environment;
    document["environment"] =
        environment.empty() ? boost::json::value(nullptr) : boost::json::value(environment);
    document["api"] = todo.workspace.api;
    document["plan_id"] = todo.id;
    document["results"] = std::move(rows);
    document["complete"] = apply::complete(results);
    boost::json::object cost;
    cost["reads"] = spent.requests - spent.writes;
    cost["writes"] = spent.writes;
    cost["repeats"] = spent.retries;
    document["cost"] = std::move(cost);
    return boost::json::serialize(document) + "\n";
}

/// What is said of runs that are followed: a line that the next one replaces on a terminal, and elsewhere, in
/// the log of a CI job, a plain line when a run is first seen under way and then each half minute.
class run_progress {
public:
    explicit run_progress(console& screen) : screen_(&screen) {}

    void tell(const apply::action_result& result) {
        const std::string text = "run " + std::to_string(*result.sync_run_id) + " of " +
                                 text::escape_for_terminal(result.change->sync) + ": " +
                                 run_text(*result.run);
        screen_->progress(text);
        if (screen_->interactive() || result.run->ended()) {
            return;
        }
        const auto now = std::chrono::steady_clock::now();
        const auto [known, first] = told_.emplace(*result.sync_run_id, now);
        if (first || now - known->second >= std::chrono::seconds(30)) {
            known->second = now;
            screen_->note(text);
        }
    }

private:
    console* screen_;
    std::map<std::int64_t, std::chrono::steady_clock::time_point> told_;
};

apply::apply_observer observe_on(console& screen, bool on_stdout) {
    return [&screen, on_stdout, progress = run_progress(screen)](apply::event what,
                                                                 const apply::action_result& result) mutable {
        switch (what) {
            case apply::event::started:
                screen.progress("doing " + result.change->id());
                break;
            case apply::event::run_polled:
                progress.tell(result);
                break;
            case apply::event::ended:
            case apply::event::corrected:
                if (on_stdout) {
                    screen.data(action_line(result));
                } else {
                    std::string line = action_line(result);
                    line.pop_back();
                    screen.note(line);
                }
                break;
        }
    };
}

}  // namespace censusctl::cli
