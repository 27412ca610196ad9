#include <algorithm>
#include <iterator>
#include <utility>

#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "cli/environment.hpp"
#include "cli/known_base.hpp"
#include "diagnostics/codes.hpp"
#include "diagnostics/explanation.hpp"
#include "diff/compare.hpp"
#include "manifest/selection.hpp"
#include "manifest/trace.hpp"
#include "plan/attribution.hpp"
#include "plan/explanation.hpp"
#include "plan/not_understood.hpp"
#include "report/explain_diff.hpp"
#include "text/escape.hpp"
#include "text/suggest.hpp"

namespace censusctl::cli {
namespace {

std::string described(const diagnostics::code_info& facts) {
    return std::string(facts.slug) + " (" + std::string(diagnostics::to_string(facts.default_severity)) +
           "): " + std::string(facts.title) + "\n";
}

/// An example with four spaces before each line.
std::string example(const char* title, std::string_view text) {
    std::string result = std::string("\n") + title + ":\n\n";
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1);
        result += "    " + std::string(text.substr(0, end + 1));
        text.remove_prefix(end + 1);
    }
    return result + "\n";
}

std::string explained(diagnostics::code id) {
    const diagnostics::explanation& long_text = diagnostics::explain(id);
    std::string text = described(diagnostics::info(id)) + "\n" + std::string(long_text.text) + "\n";
    if (!long_text.wrong.empty()) {
        text += example("Wrong", long_text.wrong) + example("Right", long_text.right);
    }
    if (diagnostics::why_no_level(id, false).reason.empty()) {
        text += "\nIts level can be changed with --error, --warn or --ignore " +
                std::string(diagnostics::info(id).slug) + ", or under `policy: rules` in\ncensusctl.yaml.\n";
    }
    return text;
}

[[noreturn]] void throw_no_attribute(const std::string& key, const std::string& field,
                                     const std::vector<std::string>& names) {
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    std::string hint = text::did_you_mean(field, candidates);
    if (hint.empty()) {
        hint = "`censusctl explain-diff " + key + "` lists them";
    }
    throw command_failure(exit_usage,
                          "the sync '" + text::escape_for_terminal(key) + "' has no attribute '" +
                              text::escape_for_terminal(field) + "'",
                          text::escape_for_terminal(hint));
}

/// Says of each difference whose it is, where a base is known.
void tell_sides(report::explained_sync& shown, const planned_project& planned, const live_pair& found,
                const diff::comparison_context& context) {
    const plan::known_syncs* const base = planned.past.attributed_by();
    if (base == nullptr) {
        return;
    }
    const std::vector<model::live_sync>& live = planned.workspace.syncs;
    const std::vector<diff::field_change> fields =
        diff::compare(*found.declared->spec, found.live->spec, context);
    plan::attributed told = plan::attribution(*base, live)
                                .changed(shown.key, fields, *found.declared->spec,
                                         static_cast<std::size_t>(found.live - live.data()), context);
    shown.base = base->name;
    for (std::size_t at = 0; at < fields.size(); ++at) {
        shown.sides.emplace(to_string(fields[at].path), std::move(told.fields[at]));
    }
}

}  // namespace

exit_status run_explain(const context& invocation) {
    std::vector<std::string_view> slugs;
    std::string all;
    std::string_view group;
    for (std::size_t at = 0; at < diagnostics::code_count; ++at) {
        const auto id = static_cast<diagnostics::code>(at);
        const auto& facts = diagnostics::info(id);
        if (diagnostics::group_of(id) != group) {
            group = diagnostics::group_of(id);
            all += (all.empty() ? "" : "\n") + std::string(group) + "\n";
        }
        slugs.push_back(facts.slug);
        all += "  " + described(facts);
    }
    if (invocation.options.words.empty()) {
        invocation.screen.data(all);
        return exit_ok;
    }
    const std::string& wanted = invocation.options.words.front();
    const auto found = diagnostics::find_code(wanted);
    if (!found) {
        throw command_failure(exit_usage, "there is no code '" + text::escape_for_terminal(wanted) + "'",
                              text::did_you_mean(wanted, slugs));
    }
    invocation.screen.data(explained(*found));
    return exit_ok;
}

exit_status run_explain_diff(const context& invocation) {
    // KEY.PATH: the longest key that the word begins with, since keys may hold dots themselves.
    const std::string& word = invocation.options.words.front();
    const auto may_be_meant = [&word](std::string_view key) {
        return word == key || word.starts_with(std::string(key) + ".");
    };
    manifest::sync_tracer tracer(may_be_meant);
    loaded_project project = load(invocation, {}, {}, &tracer);
    read_base(invocation, project);
    const auto connection = connect(invocation, project);
    const planned_project planned = make_plan(invocation, project, *connection);
    std::string key = word;
    for (const auto& sync : project.declared.syncs) {
        const std::string& candidate = sync.key.value;
        if (may_be_meant(candidate) && (key == word || candidate.size() > key.size())) {
            key = candidate;
        }
        if (word == candidate) {
            break;
        }
    }
    const std::string field = key.size() < word.size() ? word.substr(key.size() + 1) : std::string();
    const auto& excluded = project.declared.excluded;
    if (std::ranges::find(excluded, key, &diagnostics::located<std::string>::value) != excluded.end()) {
        throw command_failure(exit_failed, text::escape_for_terminal(manifest::kept_to_others(key)));
    }
    const live_pair found = find_live(planned, key);
    if (!plan::is_understood(*found.live)) {
        throw command_failure(exit_failed, "sync " + std::to_string(found.live->id) +
                                               " is not understood, so that nothing of it can be compared: " +
                                               text::escape_for_terminal(found.live->not_understood));
    }
    const diff::comparison_context context = plan::comparison_of(*found.declared);
    std::vector<diff::attribute_comparison> rows = plan::explain_sync(*found.declared, *found.live);
    std::vector<diff::attribute_comparison> only_there = plan::explain_workspace_only(*found.live);
    rows.insert(rows.end(), std::make_move_iterator(only_there.begin()),
                std::make_move_iterator(only_there.end()));
    std::vector<diff::attribute_comparison> others =
        plan::explain_never_compared(*found.declared, *found.live);
    report::explained_sync shown;
    shown.key = key;
    shown.label = found.declared->spec->label;
    shown.sync_id = found.live->id;
    shown.origin = {project.declared.config.environment, connection->api_generation()};
    shown.stated = tracer.of(key);
    shown.sources = &project.sources;
    tell_sides(shown, planned, found, context);
    if (key.size() == word.size()) {
        shown.rows = std::move(rows);
    } else {
        rows.insert(rows.end(), std::make_move_iterator(others.begin()),
                    std::make_move_iterator(others.end()));
        std::vector<std::string> names = plan::fields_of(rows);
        if (!field.empty()) {
            shown.rows = report::under(std::move(rows), field, context);
        }
        if (shown.rows.empty()) {
            throw_no_attribute(key, field, names);
        }
    }
    invocation.screen.data(invocation.options.format == "json"
                               ? report::explain_diff_json(shown)
                               : report::explain_diff_text(shown, invocation.screen.style()),
                           invocation.options.format);
    return exit_ok;
}

}  // namespace censusctl::cli
