#include "report/diagnostics_json.hpp"

#include "diagnostics/codes.hpp"
#include "report/render.hpp"
#include "text/version.hpp"

namespace censusctl::report {
namespace {

using layout = json::layout;

void write_diagnostic(json::writer& out, const diagnostics::diagnostic& problem,
                      const diagnostics::source_map& sources) {
    out.begin_object();
    out.member("severity", to_string(problem.level));
    out.member("code", diagnostics::info(problem.id).slug);
    out.member("message", problem.message);
    write_place(out, problem.where, sources);
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
        write_place(out, note.where, sources);
        out.end_object();
    }
    out.end_array();
    out.text_or_null("sync", problem.sync);
    out.end_object();
}

}  // namespace

void begin_document(json::writer& out, std::string_view format_version) {
    out.begin_object();
    out.member("format_version", format_version);
    out.member("tool_version", text::version());
}

void write_place(json::writer& out, const diagnostics::span& where, const diagnostics::source_map& sources) {
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

void write_diagnostics(json::writer& out, const std::vector<diagnostics::diagnostic>& problems,
                       const diagnostics::source_map& sources) {
    out.key("diagnostics");
    out.begin_array();
    for (const diagnostics::diagnostic& problem : problems) {
        write_diagnostic(out, problem, sources);
    }
    out.end_array();
}

std::string diagnostics_json(const std::vector<diagnostics::diagnostic>& problems,
                             const diagnostics::source_map& sources, const document_origin& origin) {
    std::size_t errors = 0;
    std::size_t warnings = 0;
    for (const diagnostics::diagnostic& problem : problems) {
        errors += problem.level == diagnostics::severity::error ? 1U : 0U;
        warnings += problem.level == diagnostics::severity::warning ? 1U : 0U;
    }
    json::writer out(json::layout::lines);
    begin_document(out, "1.1");
    write_origin_members(out, origin);
    out.key("summary");
    out.begin_object(layout::one_line);
    out.member("errors", errors);
    out.member("warnings", warnings);
    out.end_object();
    write_diagnostics(out, problems, sources);
    out.end_object();
    return out.take();
}

}  // namespace censusctl::report
