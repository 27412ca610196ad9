#include <algorithm>
#include <map>

#include "diagnostics/explanation.hpp"
#include "json/writer.hpp"
#include "report/place.hpp"
#include "report/problem_formats.hpp"
#include "text/digest.hpp"
#include "text/version.hpp"

namespace censusctl::report {
namespace {

using diagnostics::diagnostic;
using layout = json::layout;

/// A path as a relative reference (RFC 3986): bytes that are not plain are percent-encoded.
std::string uri_of(const std::string& path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view plain = "-._~/";
    std::string uri;
    for (const char character : path) {
        const auto byte = static_cast<unsigned char>(character);
        const bool letter = (character >= 'a' && character <= 'z') ||
                            (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9');
        if (letter || plain.find(character) != std::string_view::npos) {
            uri += character;
        } else {
            uri += {'%', digits[byte >> 4U], digits[byte & 15U]};
        }
    }
    return uri;
}

void location(json::writer& out, const diagnostics::span& where, const diagnostics::source_map& sources) {
    out.key("physicalLocation");
    out.begin_object();
    out.key("artifactLocation");
    out.begin_object(layout::one_line);
    out.member("uri", uri_of(sources.path_in_repository(where.file)));
    out.end_object();
    out.key("region");
    out.begin_object(layout::one_line);
    out.member("startLine", std::int64_t{where.line});
    out.member("startColumn", std::int64_t{where.column});
    out.member("endColumn", std::int64_t{where.column} + std::max<std::int64_t>(where.length, 1));
    out.end_object();
    out.end_object();
}

std::string message_of(const diagnostic& problem) {
    std::string text = problem.message;
    for (const std::string& hint : problem.hints) {
        text += "\nhint: " + hint;
    }
    return text;
}

void result(json::writer& out, const diagnostic& problem, std::size_t rule,
            const diagnostics::source_map& sources) {
    const bool placed = stands_in_file(problem.where, sources);
    out.begin_object();
    out.member("ruleId", diagnostics::info(problem.id).slug);
    out.member("ruleIndex", rule);
    out.member("level", to_string(problem.level));
    out.key("message");
    out.begin_object(layout::one_line);
    out.member("text", message_of(problem));
    out.end_object();
    out.key("locations");
    out.begin_array();
    if (placed) {
        out.begin_object();
        location(out, problem.where, sources);
        out.end_object();
    }
    out.end_array();
    out.key("relatedLocations");
    out.begin_array();
    for (const diagnostics::related_note& note : problem.notes) {
        if (stands_in_file(note.where, sources)) {
            out.begin_object();
            location(out, note.where, sources);
            out.key("message");
            out.begin_object(layout::one_line);
            out.member("text", note.message);
            out.end_object();
            out.end_object();
        }
    }
    out.end_array();
    out.key("partialFingerprints");
    out.begin_object(layout::one_line);
    const std::string file = placed ? sources.path_in_repository(problem.where.file) : std::string();
    out.member("censusctl/v1", text::sha256(std::string(diagnostics::info(problem.id).slug) + '\n' + file +
                                            '\n' + problem.sync + '\n' + problem.message));
    out.end_object();
    out.end_object();
}

void rule(json::writer& out, diagnostics::code id) {
    const diagnostics::code_info& facts = diagnostics::info(id);
    out.begin_object();
    out.member("id", facts.slug);
    out.key("shortDescription");
    out.begin_object(layout::one_line);
    out.member("text", facts.title);
    out.end_object();
    out.key("fullDescription");
    out.begin_object(layout::one_line);
    out.member("text", diagnostics::explain(id).text);
    out.end_object();
    out.key("defaultConfiguration");
    out.begin_object(layout::one_line);
    out.member("level", to_string(facts.default_severity));
    out.end_object();
    out.end_object();
}

}  // namespace

std::string diagnostics_sarif(const std::vector<diagnostic>& problems,
                              const diagnostics::source_map& sources) {
    std::map<diagnostics::code, std::size_t> rules;
    for (const diagnostic& problem : problems) {
        rules.emplace(problem.id, 0);
    }
    std::size_t count = 0;
    for (auto& [id, index] : rules) {
        index = count++;
    }
    json::writer out(json::layout::lines);
    out.begin_object();
    out.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    out.member("version", "2.1.0");
    out.key("runs");
    out.begin_array();
    out.begin_object();
    out.key("tool");
    out.begin_object();
    out.key("driver");
    out.begin_object();
    out.member("name", "censusctl");
    out.member("version", text::version());
    out.key("rules");
    out.begin_array();
    for (const auto& [id, index] : rules) {
        rule(out, id);
    }
    out.end_array();
    out.end_object();
    out.end_object();
    out.member("columnKind", "unicodeCodePoints");
    out.key("results");
    out.begin_array();
    for (const diagnostic& item : problems) {
        result(out, item, rules.at(item.id), sources);
    }
    out.end_array();
    out.end_object();
    out.end_array();
    out.end_object();
    return out.take();
}

}  // namespace censusctl::report
