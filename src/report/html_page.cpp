#include "report/html_page.hpp"

#include "diagnostics/codes.hpp"
#include "report/html_script.hpp"
#include "report/html_style.hpp"
#include "report/place.hpp"
#include "text/digest.hpp"
#include "text/version.hpp"

namespace censusctl::report {

std::string policy_hash(std::string_view content) {
    return "'sha256-" + text::sha256_base64(content) + "'";
}

void begin_page(html_writer& out, std::string_view title) {
    const std::string policy = "default-src 'none'; style-src " + policy_hash(html_style) + "; script-src " +
                               policy_hash(html_script) +
                               "; img-src data:; base-uri 'none'; form-action 'none'";
    out.trusted("<!DOCTYPE html>\n");
    out.open("html", {{"lang", "en"}});
    out.open("head");
    out.line();
    out.empty("meta", {{"charset", "utf-8"}});
    out.line();
    out.empty("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", policy}});
    out.line();
    out.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    out.line();
    out.empty("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
    out.line();
    out.empty("meta", {{"name", "generator"}, {"content", "censusctl " + std::string(text::version())}});
    out.line();
    // Without it a browser asks the server for an icon.
    out.empty("link", {{"rel", "icon"}, {"href", "data:,"}});
    out.line();
    out.element("title", title);
    out.line();
    out.open("style");
    out.trusted(html_style);
    out.close();
    out.close();
    out.line();
    out.open("body");
    out.element("a", "Skip to the table", {{"class", "skip"}, {"href", "#syncs"}});
    out.open("main");
    out.line();
    out.element("h1", title);
    out.line();
}

void end_page(html_writer& out) {
    out.close();
    out.line();
    out.open("script");
    out.trusted(html_script);
    out.close();
    out.close();
    out.close();
    out.line();
}

void write_origin(html_writer& out, const page_origin& origin) {
    constexpr std::size_t shown_of_commit = 12;
    std::string text = origin.made_at.empty() ? std::string() : "made " + origin.made_at;
    if (!origin.commit.empty()) {
        text += (text.empty() ? "of commit " : " of commit ") + origin.commit.substr(0, shown_of_commit) +
                (origin.edited ? ", with changes that are not committed" : "");
    }
    if (!text.empty()) {
        text.front() = text.front() == 'm' ? 'M' : 'O';
        out.element("p", text, {{"class", "faint"}});
        out.line();
    }
}

void write_cards(html_writer& out, const std::vector<html_card>& cards) {
    out.open("dl", {{"class", "cards"}});
    for (const html_card& card : cards) {
        out.open("div");
        out.element("dt", card.name);
        out.element("dd", card.value);
        out.close();
        out.line();
    }
    out.close();
    out.line();
}

void write_controls(html_writer& out, const std::vector<html_kind>& kinds, bool with_failing) {
    out.open("div", {{"id", "controls"}, {"role", "search"}, {"hidden", ""}});
    out.line();
    out.open("label");
    out.element("span", "Search", {{"class", "caption"}});
    out.empty("input", {{"type", "search"}, {"id", "search"}, {"autocomplete", "off"}});
    out.close();
    out.line();
    out.open("fieldset");
    out.element("legend", "Show");
    for (const html_kind& kind : kinds) {
        if (kind.count > 0) {
            out.open("label");
            out.empty("input",
                      {{"type", "checkbox"}, {"name", "kind"}, {"value", kind.word}, {"checked", ""}});
            out.text(" " + std::string(kind.title) + " (" + std::to_string(kind.count) + ")");
            out.close();
        }
    }
    if (with_failing) {
        out.open("label");
        out.empty("input", {{"type", "checkbox"}, {"id", "failing"}});
        out.text(" only failing ones");
        out.close();
    }
    out.close();
    out.line();
    out.element("button", "Expand all", {{"type", "button"}, {"id", "expand"}});
    out.element("button", "Collapse all", {{"type", "button"}, {"id", "collapse"}});
    out.element("button", "Reset", {{"type", "button"}, {"id", "reset"}});
    out.element("p", "", {{"id", "status"}, {"role", "status"}});
    out.close();
    out.line();
}

void write_problems(html_writer& out, const std::vector<diagnostics::diagnostic>& problems,
                    const diagnostics::source_map& sources) {
    if (problems.empty()) {
        return;
    }
    out.element("h2", "Problems");
    out.open("ul", {{"class", "problems"}});
    out.line();
    for (const diagnostics::diagnostic& problem : problems) {
        out.open("li");
        out.element("strong", to_string(problem.level),
                    {{"class", problem.level == diagnostics::severity::error ? "failing" : "changed"}});
        out.text(": " + problem.message + " ");
        out.element("code", diagnostics::info(problem.id).slug);
        if (problem.where.known() && problem.where.file < sources.size()) {
            out.text(" ");
            out.element("span", place_of(problem.where, sources), {{"class", "faint"}});
        }
        for (const std::string& hint : problem.hints) {
            out.element("div", "Hint: " + hint);
        }
        out.close();
        out.line();
    }
    out.close();
    out.line();
}

}  // namespace censusctl::report
