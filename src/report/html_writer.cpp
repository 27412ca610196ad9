#include "report/html_writer.hpp"

#include "text/escape.hpp"

namespace censusctl::report {

std::string html_text(std::string_view untrusted) {
    const std::string visible = text::escape_for_terminal(untrusted);
    std::string text;
    text.reserve(visible.size());
    for (const char character : visible) {
        switch (character) {
            case '&':
                text += "&amp;";
                break;
            case '<':
                text += "&lt;";
                break;
            case '>':
                text += "&gt;";
                break;
            case '"':
                text += "&quot;";
                break;
            case '\'':
                text += "&#39;";
                break;
            default:
                text += character;
        }
    }
    return text;
}

void html_writer::open(std::string_view name, attributes with) {
    tag(name, with, ">");
    open_.push_back(name);
}

void html_writer::close() {
    text_.append("</").append(open_.back()).append(">");
    open_.pop_back();
}

void html_writer::text(std::string_view untrusted) {
    text_ += html_text(untrusted);
}

void html_writer::element(std::string_view name, std::string_view untrusted, attributes with) {
    open(name, with);
    text(untrusted);
    close();
}

void html_writer::empty(std::string_view name, attributes with) {
    tag(name, with, "/>");
}

void html_writer::tag(std::string_view name, attributes with, std::string_view end) {
    text_.append("<").append(name);
    for (const auto& [attribute, value] : with) {
        text_.append(" ").append(attribute).append("=\"").append(html_text(value)).append("\"");
    }
    text_ += end;
}

}  // namespace censusctl::report
