#include "report/rehearsal.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include "json/document.hpp"
#include "json/number.hpp"
#include "json/writer.hpp"
#include "report/paint.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

namespace bj = boost::json;
using layout = json::layout;

bool is_scalar(const bj::value& value) {
    return !value.is_object() && !value.is_array();
}

bool is_flat(const bj::object& object) {
    return std::all_of(object.begin(), object.end(),
                       [](const auto& member) { return is_scalar(member.value()); });
}

/// A mapping stands on one line, also one of a constant, so that a body can be read.
layout layout_of(const bj::object& object) {
    const bool short_enough = std::all_of(object.begin(), object.end(), [](const auto& member) {
        const bj::value& value = member.value();
        return is_scalar(value) || (value.is_object() && is_flat(value.get_object()));
    });
    return short_enough ? layout::one_line : layout::lines;
}

// Bodies are ours, and not deep.
// NOLINTNEXTLINE(misc-no-recursion)
void write_value(json::writer& out, const bj::value& value) {
    if (const bj::object* object = value.if_object()) {
        out.begin_object(layout_of(*object));
        for (const auto& member : *object) {
            out.key(member.key());
            write_value(out, member.value());
        }
        out.end_object();
    } else if (const bj::array* array = value.if_array()) {
        out.begin_array(std::all_of(array->begin(), array->end(), is_scalar) ? layout::one_line
                                                                             : layout::lines);
        for (const bj::value& item : *array) {
            write_value(out, item);
        }
        out.end_array();
    } else if (const bj::string* text = value.if_string()) {
        out.value(std::string_view(*text));
    } else if (const bool* flag = value.if_bool()) {
        out.value(*flag);
    } else if (value.is_number()) {
        out.raw(json::number_text(value));
    } else {
        out.value(nullptr);
    }
}

void write_body(json::writer& out, const std::string& body) {
    boost::system::error_code problem;
    const bj::value value = bj::parse(body, problem);
    if (problem) {
        out.value(nullptr);
    } else {
        write_value(out, value);
    }
}

void append_indented(std::string& to, std::string_view lines, std::size_t indent) {
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        to.append(indent, ' ').append(lines.substr(0, end)).append("\n");
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
}

void append_requests(std::string& text, const std::vector<rehearsed_request>& requests,
                     const std::string& base_url, const text_style& style) {
    constexpr std::size_t body_indent = 6;
    paint(text, "Requests", colour::bold, style);
    text.append(" to ").append(text::escape_for_terminal(base_url)).append(" after planning:");
    text += requests.empty() ? " none\n" : "\n";
    for (std::size_t at = 0; at < requests.size(); ++at) {
        const rehearsed_request& request = requests[at];
        text.append("  ").append(std::to_string(at + 1)).append(". ");
        paint(text, request.method + " " + text::escape_for_terminal(request.path),
              request.method == "GET" ? colour::dim : colour::cyan, style);
        if (request.times > 1) {
            text.append("  (").append(std::to_string(request.times)).append(" times)");
        }
        text += '\n';
        if (!request.body.empty()) {
            json::writer body(json::layout::lines);
            write_body(body, request.body);
            append_indented(text, body.take(), body_indent);
        }
    }
}

}  // namespace

std::string rehearsal_text(const rehearsal& shown, const std::string& base_url, const text_style& style) {
    std::string text;
    if (shown.problems.empty() && shown.writes == 0) {
        paint(text, "Rehearsed", colour::bold, style);
        text += " in a copy of the workspace: ";
        text += shown.blocked == 0 ? std::string("there is nothing to do there either.\n")
                                   : "nothing can be done there; " + std::to_string(shown.blocked) +
                                         " blocked, to be edited by hand.\n";
    } else if (shown.problems.empty()) {
        paint(text, "Rehearsed", colour::bold, style);
        text.append(" in a copy of the workspace: ").append(std::to_string(shown.created));
        text.append(" created, ");
        for (const auto& [count, done] :
             {std::pair(shown.updated, " updated, "), std::pair(shown.replaced, " replaced, "),
              std::pair(shown.deleted, " deleted, ")}) {
            text += count > 0 ? std::to_string(count) + done : std::string();
        }
        text.append(std::to_string(shown.triggered)).append(" triggered, with ");
        text.append(text::counted(shown.writes, "write")).append(" and ");
        text.append(text::counted(shown.reads, "read")).append(".\nPlanned again there: ");
        text += shown.blocked == 0
                    ? std::string("no changes.\n")
                    : "no changes but " + std::to_string(shown.blocked) + " blocked, to be edited by hand.\n";
    } else {
        paint(text, "The rehearsal failed", colour::red, style);
        text += " in a copy of the workspace; nothing real was touched:\n";
        for (const std::string& problem : shown.problems) {
            std::size_t begin = 0;
            while (begin <= problem.size()) {
                const std::size_t end = std::min(problem.find('\n', begin), problem.size());
                text.append("  ").append(text::escape_for_terminal(problem.substr(begin, end - begin)));
                text += '\n';
                begin = end + 1;
            }
        }
    }
    if (shown.requests) {
        text += '\n';
        append_requests(text, *shown.requests, base_url, style);
    }
    return text;
}

void write_rehearsal(json::writer& out, const rehearsal& shown) {
    out.begin_object();
    out.member("passed", shown.problems.empty());
    out.member("created", shown.created);
    out.member("updated", shown.updated);
    out.member("replaced", shown.replaced);
    out.member("deleted", shown.deleted);
    out.member("triggered", shown.triggered);
    out.member("blocked", shown.blocked);
    out.member("writes", shown.writes);
    out.member("reads", shown.reads);
    out.key("problems");
    out.begin_array();
    for (const std::string& problem : shown.problems) {
        out.value(problem);
    }
    out.end_array();
    if (shown.requests) {
        out.key("requests");
        out.begin_array();
        for (const rehearsed_request& request : *shown.requests) {
            out.begin_object();
            out.member("method", request.method);
            out.member("path", request.path);
            out.member("times", request.times);
            out.key("body");
            if (request.body.empty()) {
                out.value(nullptr);
            } else {
                write_body(out, request.body);
            }
            out.end_object();
        }
        out.end_array();
    }
    out.end_object();
}

}  // namespace censusctl::report
