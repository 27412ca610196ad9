#include "report/problem_formats.hpp"

#include <map>
#include <string_view>

#include "json/writer.hpp"
#include "report/place.hpp"
#include "text/digest.hpp"
#include "text/escape.hpp"
#include "text/runner_commands.hpp"

namespace censusctl::report {
namespace {

using diagnostics::diagnostic;
using diagnostics::severity;

bool has_place(const diagnostic& problem, const diagnostics::source_map& sources) {
    return problem.where.known() && problem.where.file < sources.size();
}

std::string_view slug_of(const diagnostic& problem) {
    return diagnostics::info(problem.id).slug;
}

/// Control characters are visible escapes by then, so that only what the format itself reads is left to
/// escape.
std::string replaced(std::string_view raw, const std::map<char, std::string_view>& words) {
    std::string text;
    for (const char character : text::escape_for_terminal(raw)) {
        const auto word = words.find(character);
        if (word == words.end()) {
            text += character;
        } else {
            text += word->second;
        }
    }
    return text;
}

std::string github_data(std::string_view raw) {
    static const std::map<char, std::string_view> words{{'%', "%25"}};
    return text::github_value(replaced(raw, words));
}

std::string github_property(std::string_view raw) {
    static const std::map<char, std::string_view> words{{'%', "%25"}, {':', "%3A"}, {',', "%2C"}};
    return text::github_value(replaced(raw, words));
}

std::string xml(std::string_view raw) {
    static const std::map<char, std::string_view> words{
        {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&apos;"}};
    return replaced(raw, words);
}

std::string_view github_command(severity level) {
    return level == severity::note ? "notice" : to_string(level);
}

std::string_view gitlab_severity(severity level) {
    switch (level) {
        case severity::error:
            return "major";
        case severity::warning:
            return "minor";
        case severity::note:
            break;
    }
    return "info";
}

/// "place: severity: message [code]", and its hints.
std::string junit_lines(const diagnostic& problem, const diagnostics::source_map& sources) {
    const std::string place = place_in_repository(problem.where, sources);
    std::string lines = xml(place) + (place.empty() ? "" : ": ") + std::string(to_string(problem.level)) +
                        ": " + xml(problem.message) + " [" + std::string(slug_of(problem)) + "]\n";
    for (const std::string& hint : problem.hints) {
        lines += "hint: " + xml(hint) + "\n";
    }
    return lines;
}

/// What is said of one file.
struct file_problems {
    std::size_t errors{0};
    std::string first;  ///< the first error's message, for the list of failures
    std::string error_lines;
    std::string other_lines;
};

}  // namespace

std::string diagnostics_github(const std::vector<diagnostic>& problems,
                               const diagnostics::source_map& sources) {
    std::string text;
    for (const diagnostic& problem : problems) {
        text.append("::").append(github_command(problem.level)).append(" ");
        if (has_place(problem, sources)) {
            text.append("file=").append(github_property(sources.path_in_repository(problem.where.file)));
            text.append(",line=").append(std::to_string(problem.where.line));
            text.append(",col=").append(std::to_string(problem.where.column));
            text.append(",endColumn=")
                .append(std::to_string(problem.where.column + problem.where.length))
                .append(",");
        }
        text.append("title=").append(slug_of(problem)).append("::").append(github_data(problem.message));
        for (const std::string& hint : problem.hints) {
            text.append("%0Ahint: ").append(github_data(hint));
        }
        text += '\n';
    }
    return text;
}

std::string diagnostics_gitlab(const std::vector<diagnostic>& problems,
                               const diagnostics::source_map& sources) {
    std::map<std::string, int> seen;
    json::writer out(json::layout::lines);
    out.begin_array();
    for (const diagnostic& problem : problems) {
        const bool placed = has_place(problem, sources);
        const std::string path =
            placed ? sources.path_in_repository(problem.where.file) : sources.in_repository("censusctl.yaml");
        const std::string content =
            std::string(slug_of(problem)) + '\n' + path + '\n' + problem.sync + '\n' + problem.message;
        out.begin_object();
        out.member("description", problem.message);
        out.member("check_name", slug_of(problem));
        out.member("fingerprint", text::sha256(content + '\n' + std::to_string(seen[content]++)).substr(7));
        out.member("severity", gitlab_severity(problem.level));
        out.key("location");
        out.begin_object(json::layout::one_line);
        out.member("path", path);
        out.key("lines");
        out.begin_object(json::layout::one_line);
        out.member("begin", placed ? std::int64_t{problem.where.line} : std::int64_t{1});
        out.end_object();
        out.end_object();
        out.end_object();
    }
    out.end_array();
    return out.take();
}

std::string diagnostics_junit(const std::vector<diagnostic>& problems,
                              const diagnostics::source_map& sources) {
    std::map<std::size_t, file_problems> files;
    const std::size_t nowhere = sources.size();
    for (std::size_t file = 0; file < sources.size(); ++file) {
        files.try_emplace(file);
    }
    std::size_t failures = 0;
    for (const diagnostic& problem : problems) {
        file_problems& item = files[has_place(problem, sources) ? problem.where.file : nowhere];
        if (problem.level != severity::error) {
            item.other_lines += junit_lines(problem, sources);
            continue;
        }
        failures += item.errors == 0 ? 1U : 0U;
        item.first = item.errors++ == 0 ? xml(problem.message) : item.first;
        item.error_lines += junit_lines(problem, sources);
    }
    const std::string counts = " tests=\"" + std::to_string(files.size()) + "\" failures=\"" +
                               std::to_string(failures) + "\" errors=\"0\"";
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"censusctl\"" + counts +
                       ">\n  <testsuite name=\"manifests\"" + counts + ">\n";
    for (const auto& [file, said] : files) {
        const std::string name = file == nowhere
                                     ? std::string("the project")
                                     : xml(sources.path_in_repository(static_cast<std::uint32_t>(file)));
        text += "    <testcase classname=\"manifests\" name=\"" + name + "\">\n";
        if (said.errors > 0) {
            text += "      <failure type=\"error\" message=\"" + said.first +
                    (said.errors > 1 ? " (and " + std::to_string(said.errors - 1) + " more)" : "") + "\">" +
                    said.error_lines + "</failure>\n";
        }
        if (!said.other_lines.empty()) {
            text += "      <system-out>" + said.other_lines + "</system-out>\n";
        }
        text += "    </testcase>\n";
    }
    return text + "  </testsuite>\n</testsuites>\n";
}

}  // namespace censusctl::report
