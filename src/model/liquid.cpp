#include "model/liquid.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "text/ascii.hpp"

namespace censusctl::model {
namespace {

/// Tags that open a block, which `end` and their name closes.
constexpr std::array<std::string_view, 8> block_tags{"if",      "unless", "case",     "for",
                                                     "capture", "raw",    "tablerow", "comment"};

constexpr bool is_word(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || character == '_';
}

/// A block that is not closed yet.
struct open_block {
    std::string_view name;
    std::size_t offset;
    std::size_t length;
};

class liquid_reader {
public:
    explicit liquid_reader(std::string_view text) : text_(text) {}

    liquid_findings run() && {
        std::size_t at = 0;
        while (at < text_.size()) {
            at = text_[at] == '{' ? braces(at) : closing(at);
        }
        for (const open_block& block : blocks_) {
            problem(block.offset, block.length, "the block '" + std::string(block.name) + "' is not closed",
                    "add {% end" + std::string(block.name) + " %}");
        }
        std::stable_sort(found_.problems.begin(), found_.problems.end(),
                         [](const auto& left, const auto& right) { return left.offset < right.offset; });
        return std::move(found_);
    }

private:
    void problem(std::size_t offset, std::size_t length, std::string message, std::string hint) {
        found_.problems.push_back({offset, length, std::move(message), std::move(hint)});
    }

    /// A closing pair outside of any tag; returns where to go on.
    std::size_t closing(std::size_t at) {
        const std::string_view pair = text_.substr(at, 2);
        if (pair == "}}" || pair == "%}") {
            problem(at, 2, "'" + std::string(pair) + "' closes nothing", {});
            return at + 2;
        }
        return at + 1;
    }

    std::size_t braces(std::size_t at) {
        const std::string_view pair = text_.substr(at, 2);
        if (pair != "{{" && pair != "{%") {
            return at + 1;
        }
        const std::string_view end_pair = pair == "{{" ? "}}" : "%}";
        const std::size_t end = end_of(at + 2, end_pair);
        if (end == std::string_view::npos) {
            problem(at, 2, "'" + std::string(pair) + "' is not closed", "add " + std::string(end_pair));
            return text_.size();
        }
        std::string_view inside = text_.substr(at + 2, end - at - 2);
        std::size_t begin = at + 2;
        // White space control: {{- and -}}.
        if (inside.starts_with('-')) {
            inside.remove_prefix(1);
            ++begin;
        }
        if (inside.ends_with('-')) {
            inside.remove_suffix(1);
        }
        if (pair == "{%") {
            return tag(at, end + 2, inside, begin);
        }
        if (std::all_of(inside.begin(), inside.end(), text::is_space)) {
            problem(at, end + 2 - at, "'{{ }}' has nothing in it", {});
        }
        columns(inside, begin);
        return end + 2;
    }

    /// Where `pair` next stands outside of quotes. A quote that is not closed hides nothing.
    [[nodiscard]] std::size_t end_of(std::size_t from, std::string_view pair) const {
        for (std::size_t at = from; at < text_.size(); ++at) {
            const char character = text_[at];
            if (character == '\'' || character == '"') {
                const std::size_t quote_end = text_.find(character, at + 1);
                if (quote_end != std::string_view::npos) {
                    at = quote_end;
                }
            } else if (text_.substr(at, 2) == pair) {
                return at;
            }
        }
        return text_.find(pair, from);
    }

    /// `{% name … %}` from `begin` to `end` in the text; returns where to go on.
    std::size_t tag(std::size_t begin, std::size_t end, std::string_view inside, std::size_t inside_at) {
        std::size_t from = 0;
        while (from < inside.size() && text::is_space(inside[from])) {
            ++from;
        }
        std::size_t to = from;
        while (to < inside.size() && is_word(inside[to])) {
            ++to;
        }
        const std::string_view name = inside.substr(from, to - from);
        if (std::ranges::find(block_tags, name) != block_tags.end()) {
            if (name == "raw" || name == "comment") {
                return skip_verbatim(begin, end, name);
            }
            blocks_.push_back({name, begin, end - begin});
        } else if (name.starts_with("end")) {
            close(name.substr(3), begin, end - begin);
        }
        columns(inside.substr(to), inside_at + to);
        return end;
    }

    void close(std::string_view name, std::size_t offset, std::size_t length) {
        if (blocks_.empty() || blocks_.back().name != name) {
            const std::string expected =
                blocks_.empty() ? std::string()
                                : "the block open here is '" + std::string(blocks_.back().name) + "'";
            problem(offset, length, "'end" + std::string(name) + "' closes no block that is open", expected);
            return;
        }
        blocks_.pop_back();
    }

    /// Goes past the end of a block in which nothing is Liquid.
    std::size_t skip_verbatim(std::size_t begin, std::size_t end, std::string_view name) {
        const std::string closing_name = "end" + std::string(name);
        std::size_t at = end;
        while ((at = text_.find("{%", at)) != std::string_view::npos) {
            const std::size_t tag_end = text_.find("%}", at);
            if (tag_end == std::string_view::npos) {
                break;
            }
            std::string_view inside = text_.substr(at + 2, tag_end - at - 2);
            while (!inside.empty() && (text::is_space(inside.front()) || inside.front() == '-')) {
                inside.remove_prefix(1);
            }
            while (!inside.empty() && (text::is_space(inside.back()) || inside.back() == '-')) {
                inside.remove_suffix(1);
            }
            if (inside == closing_name) {
                return tag_end + 2;
            }
            at = tag_end + 2;
        }
        problem(begin, end - begin, "the block '" + std::string(name) + "' is not closed",
                "add {% " + closing_name + " %}");
        return text_.size();
    }

    /// The columns named in an expression that begins at `begin` of the text.
    void columns(std::string_view inside, std::size_t begin) {
        constexpr std::string_view variable = "record";
        std::size_t at = 0;
        while (at < inside.size()) {
            if (inside[at] == '\'' || inside[at] == '"') {
                const std::size_t quote_end = inside.find(inside[at], at + 1);
                at = quote_end == std::string_view::npos ? inside.size() : quote_end + 1;
                continue;
            }
            if (!is_word(inside[at])) {
                ++at;
                continue;
            }
            const std::size_t word = at;
            while (at < inside.size() && is_word(inside[at])) {
                ++at;
            }
            const bool member = word > 0 && inside[word - 1] == '.';
            if (inside.substr(word, at - word) == variable && !member) {
                at = column_after(inside, at, begin);
            }
        }
    }

    /// `['NAME']` or `.NAME` at `at`; returns where to go on.
    std::size_t column_after(std::string_view inside, std::size_t at, std::size_t begin) {
        if (at < inside.size() && inside[at] == '.') {
            std::size_t end = at + 1;
            while (end < inside.size() && is_word(inside[end])) {
                ++end;
            }
            add_column(inside, at + 1, end, begin);
            return end;
        }
        std::size_t open = at;
        while (open < inside.size() && text::is_space(inside[open])) {
            ++open;
        }
        if (open >= inside.size() || inside[open] != '[') {
            return at;
        }
        std::size_t quote = open + 1;
        while (quote < inside.size() && text::is_space(inside[quote])) {
            ++quote;
        }
        if (quote >= inside.size() || (inside[quote] != '\'' && inside[quote] != '"')) {
            return quote;  // computed
        }
        const std::size_t end = inside.find(inside[quote], quote + 1);
        if (end == std::string_view::npos) {
            problem(begin + quote, 1, "this quote is not closed", {});
            return inside.size();
        }
        add_column(inside, quote + 1, end, begin);
        return end + 1;
    }

    void add_column(std::string_view inside, std::size_t from, std::size_t to, std::size_t begin) {
        if (to > from) {
            found_.columns.push_back({std::string(inside.substr(from, to - from)), begin + from, to - from});
        }
    }

    std::string_view text_;
    std::vector<open_block> blocks_;
    liquid_findings found_;
};

}  // namespace

liquid_findings check_liquid(std::string_view text) {
    return liquid_reader(text).run();
}

}  // namespace censusctl::model
