#include "manifest/tree_events.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <utility>

#include "manifest/surrogate_pairs.hpp"
#include "manifest/variables.hpp"
#include "manifest/yaml_complaint.hpp"
#include "manifest/yaml_scan.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;
using diagnostics::span;

constexpr std::string_view core_tags = "tag:yaml.org,2002:";
/// Sizes stop growing here, far above every limit and far below overflow.
constexpr std::uint64_t immense = std::uint64_t{1} << 40U;

/// What is shown of a text that may be long.
std::string quoted(std::string_view name) {
    return "'" + std::string(name.substr(0, 80)) + "'";
}

}  // namespace

tree_events::tree_events(std::string_view text, std::uint32_t file, diagnostics::collector& problems,
                         bool has_pairs)
    : text_{text},
      has_pairs_{has_pairs},
      problems_{problems},
      places_{text, file},
      builder_{file},
      root_where_{file, 1, 1, 1} {}

void tree_events::stop(code id, span where, std::string message, std::string hint) {
    diagnostics::diagnostic& problem = problems_.report(id, where, std::move(message));
    if (!hint.empty()) {
        problem.hints.push_back(std::move(hint));
    }
    throw reading_stopped{};
}

bool tree_events::expects_key() const noexcept {
    return !frames_.empty() && frames_.back().kind == yaml_kind::mapping &&
           (open_children_.size() - frames_.back().first_child) % 2 == 0;
}

void tree_events::count_node() {
    if (++nodes_ > limits::nodes) {
        stop(code::yaml_limit, places_.place(last_offset_, last_offset_ + 1),
             "the file has more than 5000000 values, which is the most that is read",
             "split it into several files");
    }
}

void tree_events::start_document(std::size_t offset) {
    if (!root_) {
        return;
    }
    const std::size_t line_end = std::min(text_.find('\n', offset), text_.size());
    const span where = places_.place(offset, line_end);
    if (text_.substr(offset, 3) == "---") {
        stop(code::yaml_multiple_documents, where, "a second document starts here, and a file holds one",
             "remove this line, or move what follows into a file of its own");
    }
    stop(code::yaml_syntax, where, "this stands after the end of the document",
         "check its indentation, and the brackets before it");
}

/// A null that nothing writes is reported by the parser at the next token. If another event comes from the
/// very place where a word like a null's stands, that word was not the null but the next key.
void tree_events::settle_null(std::size_t offset) {
    if (null_ && null_->offset == offset) {
        builder_.move(null_->node, null_->fallback);
    }
    null_.reset();
    last_offset_ = std::max(last_offset_, offset);
}

/// Where a null is said to be that nothing writes: at its key, or its dash.
std::optional<span> tree_events::place_of_nothing(std::size_t offset) {
    if (frames_.empty()) {
        return root_where_;
    }
    const frame& parent = frames_.back();
    if (parent.kind == yaml_kind::mapping) {
        if (expects_key()) {
            return std::nullopt;
        }
        return builder_.where(open_children_.back());
    }
    if (parent.style == yaml_style::flow || offset == 0) {
        return std::nullopt;
    }
    const std::size_t dash = text_.find_last_not_of(" \t\r\n", offset - 1);
    if (dash != npos && text_[dash] == '-') {
        return places_.place(dash, dash + 1);
    }
    return parent.where;
}

void tree_events::add_null(std::size_t offset, std::size_t anchor) {
    settle_null(offset);
    const node_properties properties = skip_properties(text_, offset);
    const std::size_t written = null_word_at(text_, properties.content);
    std::optional<span> nothing = place_of_nothing(offset);
    if (!nothing) {
        nothing = places_.place(offset, offset + 1);
    }
    const bool is_key = expects_key();
    std::uint32_t node = 0;
    if (written > 0) {
        const std::string_view word = text_.substr(properties.content, written);
        node = builder_.add_null(is_key ? word : std::string_view{},
                                 places_.place(properties.content, properties.content + written));
        null_ = unwritten_null{node, properties.content, *nothing};
    } else {
        node = builder_.add_null({}, *nothing);
    }
    count_node();
    open_anchor(anchor);
    close_anchor(anchor, node, 1, 0);
    add(node, 1, 0);
}

void tree_events::add_alias(std::size_t offset, std::size_t anchor) {
    settle_null(offset);
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n,]}", offset), text_.size());
    const span where = places_.place(offset, end);
    if (anchor >= anchors_.size() || anchors_[anchor].open) {
        stop(code::yaml_limit, where,
             quoted(text_.substr(offset, end - offset)) + " repeats a value that it stands in, without end");
    }
    const anchored target = anchors_[anchor];
    if (target.height == 0) {
        count_node();
        add(builder_.repeat_leaf(target.node, where), 1, 0);
        return;
    }
    if (expects_key()) {
        refuse_key(offset);
    }
    repeated_ = std::min(repeated_ + target.size, immense);
    if (!costly_alias_ && repeated_ > limits::repeated_nodes) {
        costly_alias_ = where;
    }
    if (frames_.size() + target.height > limits::depth) {
        stop(code::yaml_limit, where, "lists and mappings stand more than 64 deep within each other");
    }
    add(target.node, target.size, target.height);
}

void tree_events::add_scalar(std::size_t offset, std::string_view tag, std::size_t anchor,
                             std::string_view value) {
    settle_null(offset);
    const node_properties properties = skip_properties(text_, offset);
    check_tag(properties.tag, properties.tag_end, tag);
    const std::size_t content = properties.content;
    const char first = content < text_.size() ? text_[content] : '\0';
    std::size_t end = content + value.size();
    bool plain = tag == "?";
    if (!plain && (first == '"' || first == '\'')) {
        end = after_closing_quote(text_, content);
        if (end == npos) {
            stop(code::yaml_syntax, places_.place(content, content + 1),
                 "the quoted text that starts here is not closed", "add the closing quote");
        }
    } else if (!plain && (first == '|' || first == '>')) {
        end = content + 1;
    }
    if (tag.starts_with(core_tags)) {
        plain = tag != "tag:yaml.org,2002:str";
    }
    std::string restored;
    if (has_pairs_) {
        restored = restored_value(value, text_, content, first == '"');
        value = restored;
    }
    const std::uint32_t node = builder_.add_scalar(value, plain ? yaml_style::plain : yaml_style::quoted,
                                                   places_.place(content, end));
    count_node();
    open_anchor(anchor);
    close_anchor(anchor, node, 1, 0);
    add(node, 1, 0);
}

void tree_events::start_collection(yaml_kind kind, std::size_t offset, std::string_view tag,
                                   std::size_t anchor, bool flow) {
    settle_null(offset);
    const node_properties properties = skip_properties(text_, offset);
    check_tag(properties.tag, properties.tag_end, tag);
    if (expects_key()) {
        refuse_key(properties.content);
    }
    const span where = places_.place(properties.content, properties.content + 1);
    if (frames_.size() == limits::depth) {
        stop(code::yaml_limit, where, "lists and mappings stand more than 64 deep within each other");
    }
    count_node();
    open_anchor(anchor);
    frames_.push_back(
        {kind, flow ? yaml_style::flow : yaml_style::block, where, anchor, open_children_.size()});
}

void tree_events::end_collection() {
    const frame closed = frames_.back();
    if (closed.kind == yaml_kind::mapping) {
        const std::vector<std::uint32_t> merged = take_merges(closed);
        drop_repeated_keys(closed);
        if (!merged.empty()) {
            merge(closed, merged);
        }
    }
    const std::span<const std::uint32_t> children = std::span(open_children_).subspan(closed.first_child);
    const std::uint32_t node = builder_.add_collection(closed.kind, closed.style, closed.where, children);
    open_children_.resize(closed.first_child);
    frames_.pop_back();
    close_anchor(closed.anchor, node, closed.size, closed.height);
    add(node, closed.size, closed.height);
}

void tree_events::add(std::uint32_t node, std::uint64_t size, std::size_t height) {
    if (frames_.empty()) {
        root_ = node;
        return;
    }
    frame& parent = frames_.back();
    if (parent.kind == yaml_kind::mapping && parent.style == yaml_style::block &&
        open_children_.size() == parent.first_child) {
        parent.where = builder_.where(node);  // the first key, now that its length is known
    }
    parent.size = std::min(parent.size + size, immense);
    parent.height = std::max(parent.height, height + 1);
    open_children_.push_back(node);
}

void tree_events::open_anchor(std::size_t anchor) {
    if (anchor >= anchors_.size()) {
        anchors_.resize(anchor + 1);
    }
}

void tree_events::close_anchor(std::size_t anchor, std::uint32_t node, std::uint64_t size,
                               std::size_t height) {
    if (anchor != 0) {
        anchors_[anchor] = {node, size, height, false};
    }
}

void tree_events::check_tag(std::size_t from, std::size_t to, std::string_view tag) {
    constexpr std::array<std::string_view, 7> known{"str", "int", "float", "bool", "null", "seq", "map"};
    if (from == npos || tag == "!" || tag == "?") {
        return;
    }
    if (tag.starts_with(core_tags) &&
        std::find(known.begin(), known.end(), tag.substr(core_tags.size())) != known.end()) {
        return;
    }
    problems_
        .report(code::yaml_syntax, places_.place(from, to),
                "the tag " + quoted(text_.substr(from, to - from)) + " has no meaning here")
        .hints.emplace_back("remove it, or quote a text that starts with '!'");
}

void tree_events::refuse_key(std::size_t offset) {
    // A bracket that is never closed looks like the start of a key when the next ':' comes.
    if (const auto open = open_at(text_, offset, text_.size(), false); open && offset < text_.size()) {
        const bool brace = text_[*open] == '{';
        if (brace || text_[*open] == '[') {
            stop(code::yaml_syntax, places_.place(*open, *open + 1),
                 "this " + quoted(text_.substr(*open, 1)) + " is not closed",
                 brace ? "close it with '}'" : "close it with ']'");
        }
    }
    stop(code::yaml_syntax, places_.place(offset, offset + 1), "a key must be a text, not a list or mapping",
         "quote a text that starts with a bracket");
}

std::vector<std::uint32_t> tree_events::take_merges(const frame& mapping) {
    std::vector<std::uint32_t> merged;
    for (std::size_t at = mapping.first_child; at < open_children_.size(); at += 2) {
        const std::uint32_t key = open_children_[at];
        if (builder_.style(key) != yaml_style::plain || builder_.text(key) != "<<") {
            continue;
        }
        const std::uint32_t value = open_children_[at + 1];
        const bool is_list = builder_.kind(value) == yaml_kind::sequence;
        const std::span<const std::uint32_t> items =
            is_list ? builder_.children(value) : std::span<const std::uint32_t>(&value, 1);
        const bool can_merge = std::ranges::all_of(
            items, [&](std::uint32_t item) { return builder_.kind(item) == yaml_kind::mapping; });
        if (can_merge) {
            merged.insert(merged.end(), items.begin(), items.end());
        } else {
            problems_
                .report(code::type_mismatch, builder_.where(value),
                        "'<<' must be a mapping, or a list of mappings, whose keys are taken")
                .hints.emplace_back(
                    "write `<<: *NAME` of an anchor that stands before it: `x-base: &NAME {…}`");
        }
        const auto pair = open_children_.begin() + static_cast<std::ptrdiff_t>(at);
        open_children_.erase(pair, pair + 2);
        at -= 2;
    }
    return merged;
}

void tree_events::merge(const frame& mapping, const std::vector<std::uint32_t>& merged) {
    std::unordered_set<std::string> stated;
    for (std::size_t at = mapping.first_child; at < open_children_.size(); at += 2) {
        stated.emplace(builder_.text(open_children_[at]));
    }
    for (const std::uint32_t other : merged) {
        const std::span<const std::uint32_t> children = builder_.children(other);
        merged_ += children.size();
        if (merged_ > limits::nodes) {
            stop(code::yaml_limit, mapping.where,
                 "the merge keys of this file repeat too much: from here on, more than is read",
                 "put shared keys under 'defaults' instead");
        }
        for (std::size_t at = 0; at < children.size(); at += 2) {
            if (stated.emplace(builder_.text(children[at])).second) {
                open_children_.push_back(children[at]);
                open_children_.push_back(children[at + 1]);
            }
        }
    }
}

void tree_events::drop_repeated_keys(const frame& mapping) {
    const std::size_t pairs = (open_children_.size() - mapping.first_child) / 2;
    const auto key_at = [&](std::size_t pair) {
        return open_children_[mapping.first_child + 2 * pair];
    };
    std::vector<std::pair<std::size_t, std::size_t>> repeats;  // the later pair, the first
    constexpr std::size_t few = 16;
    if (pairs <= few) {
        for (std::size_t later = 1; later < pairs; ++later) {
            const std::string_view name = builder_.text(key_at(later));
            for (std::size_t first = 0; first < later; ++first) {
                if (builder_.text(key_at(first)) == name) {
                    repeats.emplace_back(later, first);
                    break;
                }
            }
        }
    } else {
        std::vector<std::pair<std::string_view, std::size_t>> names;
        names.reserve(pairs);
        for (std::size_t pair = 0; pair < pairs; ++pair) {
            names.emplace_back(builder_.text(key_at(pair)), pair);
        }
        std::sort(names.begin(), names.end());
        std::size_t first = 0;
        for (std::size_t at = 1; at < pairs; ++at) {
            if (names[at].first == names[first].first) {
                repeats.emplace_back(names[at].second, names[first].second);
            } else {
                first = at;
            }
        }
        std::sort(repeats.begin(), repeats.end());
    }
    for (const auto& [later, first] : repeats) {
        problems_
            .report(code::yaml_duplicate_key, builder_.where(key_at(later)),
                    "the key " + quoted(builder_.text(key_at(later))) + " is given twice in this mapping")
            .notes.push_back({builder_.where(key_at(first)), "it stands here first"});
    }
    if (repeats.empty()) {
        return;
    }
    std::size_t kept = mapping.first_child;
    auto next = repeats.begin();
    for (std::size_t pair = 0; pair < pairs; ++pair) {
        if (next != repeats.end() && next->first == pair) {
            ++next;
            continue;
        }
        const std::size_t at = mapping.first_child + 2 * pair;
        open_children_[kept++] = open_children_[at];
        open_children_[kept++] = open_children_[at + 1];
    }
    open_children_.resize(kept);
}

/// What stands where a mapping should go on: an item that lacks its space, or what follows a closing quote.
void tree_events::explain_end_of_mapping(std::size_t offset, diagnostics::diagnostic& problem,
                                         std::string& hint) const {
    const auto at = [&](std::size_t place) {
        return place < text_.size() ? text_[place] : '\n';
    };
    if (at(offset) == '-' && at(offset + 1) != ' ' && at(offset + 1) != '\n' && at(offset + 1) != '-') {
        problem.message = "a space is missing after '-'";
        hint = "write '- ' before each item of a list";
    } else if (offset > 0 && (at(offset - 1) == '\'' || at(offset - 1) == '"')) {
        problem.message = "this stands behind the quote that ends the text";
        hint = at(offset - 1) == '"' ? "write \\\" for a quote within double quotes"
                                     : "write '' for a quote within single quotes, or use double quotes";
    }
}

/// In brackets the '{' of a variable opens another bracket, unless the text is in quotes.
bool tree_events::report_bare_variable(std::size_t offset) {
    if (offset == 0 || offset >= text_.size() || text_[offset] != '{' || text_[offset - 1] != '$') {
        return false;
    }
    const std::string_view rest = text_.substr(offset - 1);
    const std::size_t end = rest.find('}');
    if (end == npos || !is_variable_name(rest.substr(2, end - 2))) {
        return false;
    }
    const std::string_view written = rest.substr(0, end + 1);
    problems_
        .report(code::yaml_syntax, places_.place(offset - 1, offset + end),
                "the variable " + quoted(written) + " stands in brackets, and its text is not in quotes")
        .hints.push_back("quote the text: \"" + std::string(written) + "\"");
    return true;
}

void tree_events::report_complaint(std::size_t offset, std::string_view message) {
    offset = std::min(offset, text_.size());
    if (report_bare_variable(offset)) {
        return;
    }
    const auto enclosing = std::find_if(frames_.rbegin(), frames_.rend(),
                                        [](const frame& open) { return open.style == yaml_style::flow; });
    const std::optional<std::size_t> open = open_at(text_, last_offset_, offset, enclosing != frames_.rend());
    const yaml_complaint complaint = explain_complaint(message);
    span where = places_.place(offset, offset + 1);
    std::optional<span> opened;
    std::string_view bracket;
    if (open) {
        opened = places_.place(*open, *open + 1);
        bracket = text_.substr(*open, 1);
    } else if (enclosing != frames_.rend()) {
        opened = enclosing->where;
        bracket = enclosing->kind == yaml_kind::mapping ? "{" : "[";
    }
    if (bracket == "\"" || bracket == "'") {
        // The parser looks for the end of a quoted text up to the end of the file; the cause is its start.
        if (message.starts_with("illegal EOF")) {
            where = *opened;
        }
        opened.reset();
    }
    std::string hint = complaint.hint;
    const std::size_t line = places_.line_start(offset);
    const std::size_t content = std::min(text_.find_first_not_of(" \t", line), text_.size());
    const std::size_t tab = text_.find('\t', line);
    diagnostics::diagnostic& problem = problems_.report(code::yaml_syntax, where, complaint.message);
    if (tab < content && !opened) {
        problem.message = "a tab is used as indentation";
        problem.where = places_.place(tab, tab + 1);
        hint = "indent with spaces";
    }
    const bool later = opened && opened->line < where.line;
    if (later && (message.starts_with("illegal block entry") || message.find("flow not found") != npos)) {
        problem.message = "this " + quoted(bracket) + " is not closed";
        problem.where = *opened;
        problem.hints.emplace_back(bracket == "{" ? "close it with '}'" : "close it with ']'");
        problem.notes.push_back({where, "it is still open here"});
        return;
    }
    if (message.starts_with("illegal map value") && !opened) {
        if (const auto tight = entry_without_space(text_, line)) {
            problem.message = "a space is missing after ':'";
            problem.where = places_.place(tight->start, tight->end);
            problem.hints.push_back(
                "write `" + std::string(text_.substr(tight->start, tight->colon + 1 - tight->start)) + " " +
                std::string(text_.substr(tight->colon + 1,
                                         std::min<std::size_t>(80, tight->end - tight->colon - 1))) +
                "`");
            return;
        }
    }
    if (message.starts_with("end of map not found")) {
        explain_end_of_mapping(offset, problem, hint);
    }
    if (!hint.empty()) {
        problem.hints.push_back(std::move(hint));
    }
    if (message.starts_with("illegal map value")) {
        if (const auto before = entry_without_colon(text_, line)) {
            const std::size_t end = std::min(text_.find('\n', *before), text_.size());
            problem.notes.push_back({places_.place(*before, end), "a ':' may be missing here"});
        }
    }
    if (opened) {
        problem.notes.push_back({*opened, "this " + quoted(bracket) + " is still open"});
    }
}

yaml_tree tree_events::finish() && {
    const std::uint64_t allowed = std::max<std::uint64_t>(limits::repeated_nodes, 4 * nodes_);
    if (costly_alias_ && (repeated_ > allowed || repeated_ + nodes_ > limits::nodes)) {
        stop(code::yaml_limit, *costly_alias_,
             "the aliases of this file repeat too much: from here on, more than is read",
             "put shared keys under 'defaults' instead");
    }
    if (!root_) {
        root_ = builder_.add_null({}, root_where_);
    }
    return std::move(builder_).finish(*root_);
}

}  // namespace censusctl::manifest
