#include "manifest/text_edits.hpp"

#include <algorithm>
#include <utility>

#include "manifest/yaml_scan.hpp"
#include "text/code_points.hpp"
#include "text/utf8.hpp"

namespace censusctl::manifest {

text_edits::text_edits(std::string_view text) : text_(text) {
    starts_.push_back(text.size() - text::without_byte_order_mark(text).size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\n') {
            starts_.push_back(at + 1);
        }
    }
    starts_.push_back(text.size());
}

std::size_t text_edits::offset_of(diagnostics::span where) const {
    std::size_t at = start_of(where.line);
    for (std::uint32_t column = 1; column < where.column && at < text_.size(); ++column) {
        at += text::decode(text_, at).size;
    }
    return at;
}

std::size_t text_edits::start_of(std::size_t line) const {
    return starts_[std::min(line - 1, starts_.size() - 1)];
}

extent text_edits::extent_of(std::size_t first, std::size_t next, std::size_t content) const {
    extent found{start_of(first), content, 0};
    while (next > first + 1) {
        const std::string_view line = text_.substr(start_of(next - 1), start_of(next) - start_of(next - 1));
        const std::size_t word = line.find_first_not_of(" \t\r\n");
        if (word != npos && line[word] != '#') {
            break;
        }
        --next;
    }
    found.end = start_of(next);
    return found;
}

extent text_edits::extent_of(yaml_node mapping, std::size_t index, std::size_t next) const {
    const yaml_node key = mapping.key(index);
    const std::size_t following = index + 1 < mapping.size() ? mapping.key(index + 1).where().line : next;
    std::size_t at = offset_of(key.where());
    at = text_[at] == '"' || text_[at] == '\'' ? after_closing_quote(text_, at) : at;
    return extent_of(key.where().line, following, text_.find(':', at) + 1);
}

void text_edits::put(std::size_t from, std::size_t to, std::string text) {
    edits_.push_back({from, to, std::move(text)});
}

void text_edits::insert(std::size_t at, std::string lines) {
    if (at > 0 && text_[at - 1] != '\n') {
        lines.insert(0, 1, '\n');
        lines.pop_back();
    }
    put(at, at, std::move(lines));
}

std::string text_edits::result() {
    std::ranges::stable_sort(edits_, {}, &replacement::from);
    std::string made;
    std::size_t at = 0;
    const bool returns = text_.find("\r\n") != npos;
    for (const replacement& edit : edits_) {
        made += text_.substr(at, edit.from - at);
        for (const char each : edit.text) {
            made += returns && each == '\n' ? "\r\n" : std::string(1, each);
        }
        at = edit.to;
    }
    return made + std::string(text_.substr(at));
}

}  // namespace censusctl::manifest
