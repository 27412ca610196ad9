#include "diagnostics/codes.hpp"
#include "plan/expected_cost.hpp"
#include "report/json_writer.hpp"
#include "report/render.hpp"

namespace censusctl::report {
namespace {

using layout = json_writer::layout;

constexpr std::string_view format_version = "1.0";

/// file, line and column, each null where the place is not known.
void place(json_writer& out, const diagnostics::span& where, const diagnostics::source_map& sources) {
    if (!where.known() || where.file >= sources.size()) {
        out.member("file", nullptr);
        out.member("line", nullptr);
        out.member("column", nullptr);
        return;
    }
    out.member("file", sources.path(where.file));
    out.member("line", std::int64_t{where.line});
    out.member("column", std::int64_t{where.column});
}

void diagnostic(json_writer& out, const diagnostics::diagnostic& problem,
                const diagnostics::source_map& sources) {
    out.begin_object();
    out.member("severity", to_string(problem.level));
    out.member("code", diagnostics::info(problem.id).slug);
    out.member("message", problem.message);
    place(out, problem.where, sources);
    out.text_or_null("hint",
                     problem.hints.empty() ? std::string_view() : std::string_view(problem.hints.front()));
    out.key("hints");
    out.begin_array();
    for (const std::string& hint : problem.hints) {
        out.value(hint);
    }
    out.end_array();
    out.key("notes");
    out.begin_array();
    for (const diagnostics::related_note& note : problem.notes) {
        out.begin_object(layout::one_line);
        out.member("message", note.message);
        place(out, note.where, sources);
        out.end_object();
    }
    out.end_array();
    out.text_or_null("sync", problem.sync);
    out.end_object();
}

void all_diagnostics(json_writer& out, const std::vector<diagnostics::diagnostic>& problems,
                     const diagnostics::source_map& sources) {
    out.key("diagnostics");
    out.begin_array();
    for (const diagnostics::diagnostic& problem : problems) {
        diagnostic(out, problem, sources);
    }
    out.end_array();
}

void one_change(json_writer& out, const plan::change& change, const diagnostics::source_map& sources) {
    out.begin_object();
    out.member("action", to_string(change.what));
    out.member("sync", change.sync);
    out.text_or_null("label", change.label);
    out.key("sync_id");
    if (change.sync_id) {
        out.value(*change.sync_id);
    } else {
        out.value(nullptr);
    }
    out.member("reason", to_string(change.why));
    out.key("source");
    out.begin_object(layout::one_line);
    place(out, change.source, sources);
    out.end_object();
    out.key("depends_on");
    out.begin_array(layout::one_line);
    for (const std::string& first : change.depends_on) {
        out.value(first);
    }
    out.end_array();
    out.key("fields");
    out.begin_array();
    for (const diff::field_change& field : change.fields) {
        out.begin_object(layout::one_line);
        out.member("path", field.path);
        out.member("before", field.before);
        out.member("after", field.after);
        out.end_object();
    }
    out.end_array();
    if (change.what == plan::action::blocked) {
        out.key("edits");
        out.begin_array();
        for (const std::string& edit : change.edits) {
            out.value(edit);
        }
        out.end_array();
    }
    out.end_object();
}

void head(json_writer& out) {
    out.begin_object();
    out.member("format_version", format_version);
    out.member("tool_version", CENSUSCTL_VERSION);
}

}  // namespace

std::string plan_json(const plan::plan& shown, const diagnostics::source_map& sources) {
    json_writer out;
    head(out);
    out.member("plan_id", shown.id);
    out.key("workspace");
    out.begin_object(layout::one_line);
    out.member("base_url", shown.base_url);
    out.member("api", shown.api);
    out.end_object();
    const plan::summary counted = shown.counts();
    out.key("summary");
    out.begin_object(layout::one_line);
    out.member("create", counted.create);
    out.member("update", counted.update);
    out.member("delete", counted.remove);
    out.member("trigger", counted.trigger);
    out.member("blocked", counted.blocked);
    out.member("unchanged", counted.unchanged);
    out.member("unmanaged", counted.unmanaged);
    out.end_object();
    const plan::expected_cost cost = plan::cost_of(shown);
    out.key("cost");
    out.begin_object(layout::one_line);
    out.member("writes", cost.writes);
    out.member("reads", cost.reads);
    out.end_object();
    out.key("changes");
    out.begin_array();
    for (const plan::change& change : shown.changes) {
        one_change(out, change, sources);
    }
    out.end_array();
    out.key("unmanaged");
    out.begin_array();
    for (const plan::unmanaged_sync& sync : shown.unmanaged) {
        out.begin_object(layout::one_line);
        out.member("sync_id", sync.sync_id);
        out.text_or_null("label", sync.label);
        out.end_object();
    }
    out.end_array();
    all_diagnostics(out, shown.diagnostics, sources);
    out.end_object();
    return out.take();
}

std::string diagnostics_json(const std::vector<diagnostics::diagnostic>& problems,
                             const diagnostics::source_map& sources) {
    std::size_t errors = 0;
    std::size_t warnings = 0;
    for (const diagnostics::diagnostic& problem : problems) {
        errors += problem.level == diagnostics::severity::error ? 1U : 0U;
        warnings += problem.level == diagnostics::severity::warning ? 1U : 0U;
    }
    json_writer out;
    head(out);
    out.key("summary");
    out.begin_object(layout::one_line);
    out.member("errors", errors);
    out.member("warnings", warnings);
    out.end_object();
    all_diagnostics(out, problems, sources);
    out.end_object();
    return out.take();
}

}  // namespace censusctl::report
