#include "manifest/yaml_tree.hpp"

#include <utility>

namespace censusctl::manifest {

/// 32 bytes, since a large file has a million of them. For a leaf, `first` and `count` are bytes of the text
/// pool, for a collection they are entries of the list of children.
struct yaml_node::record {
    std::uint32_t first{0};
    std::uint32_t count{0};
    std::uint32_t line{0};
    std::uint32_t column{0};
    std::uint32_t length{0};
    yaml_kind kind{yaml_kind::null};
    yaml_style style{yaml_style::plain};
    bool filled{false};
};

struct yaml_node::storage {
    std::uint32_t file{0};
    std::uint32_t root{0};
    std::vector<record> records;
    std::vector<std::uint32_t> children;
    std::string text;
};

const yaml_node::record& yaml_node::self() const noexcept {
    return tree_->records[index_];
}

yaml_kind yaml_node::kind() const noexcept {
    return self().kind;
}

yaml_style yaml_node::style() const noexcept {
    return self().style;
}

std::string_view yaml_node::text() const noexcept {
    const record& node = self();
    if (node.kind == yaml_kind::sequence || node.kind == yaml_kind::mapping) {
        return {};
    }
    return std::string_view(tree_->text).substr(node.first, node.count);
}

diagnostics::span yaml_node::where() const noexcept {
    const record& node = self();
    return {tree_->file, node.line, node.column, node.length};
}

std::size_t yaml_node::size() const noexcept {
    const record& node = self();
    switch (node.kind) {
        case yaml_kind::sequence:
            return node.count;
        case yaml_kind::mapping:
            return node.count / 2;
        case yaml_kind::null:
        case yaml_kind::scalar:
            break;
    }
    return 0;
}

yaml_node yaml_node::child(std::size_t index) const noexcept {
    return {*tree_, tree_->children[self().first + index]};
}

yaml_node yaml_node::item(std::size_t index) const noexcept {
    return child(index);
}

yaml_node yaml_node::key(std::size_t index) const noexcept {
    return child(2 * index);
}

yaml_node yaml_node::value(std::size_t index) const noexcept {
    return child(2 * index + 1);
}

std::optional<std::size_t> yaml_node::find(std::string_view wanted) const noexcept {
    if (is_mapping()) {
        const std::size_t pairs = size();
        for (std::size_t index = 0; index < pairs; ++index) {
            if (key(index).text() == wanted) {
                return index;
            }
        }
    }
    return std::nullopt;
}

yaml_tree::yaml_tree(std::unique_ptr<yaml_node::storage> nodes) : nodes_{std::move(nodes)} {}
yaml_tree::yaml_tree(yaml_tree&&) noexcept = default;
yaml_tree& yaml_tree::operator=(yaml_tree&&) noexcept = default;
yaml_tree::~yaml_tree() = default;

yaml_node yaml_tree::root() const noexcept {
    return {*nodes_, nodes_->root};
}

void yaml_tree::fill(yaml_node under, const filler& text_of, std::string_view except) {
    std::vector<std::uint32_t> open{under.index_};
    while (!open.empty()) {
        const std::uint32_t index = open.back();
        open.pop_back();
        // A copy: the records stay, but nothing else of them is changed here.
        const yaml_node::record node = nodes_->records[index];
        if (node.filled) {
            continue;
        }
        // What is passed over may be filled later, by itself.
        nodes_->records[index].filled = except.empty() || index != under.index_;
        const yaml_node here(*nodes_, index);
        switch (node.kind) {
            case yaml_kind::null:
                break;
            case yaml_kind::sequence:
                for (std::uint32_t child = 0; child < node.count; ++child) {
                    open.push_back(nodes_->children[node.first + child]);
                }
                break;
            case yaml_kind::mapping:
                for (std::size_t pair = 0; pair < here.size(); ++pair) {
                    const bool passed =
                        index == under.index_ && !except.empty() && here.key(pair).text() == except;
                    if (!passed) {
                        open.push_back(here.value(pair).index_);
                    }
                }
                break;
            case yaml_kind::scalar:
                if (const auto filled = text_of(here)) {
                    yaml_node::record& leaf = nodes_->records[index];
                    leaf.first = static_cast<std::uint32_t>(nodes_->text.size());
                    leaf.count = static_cast<std::uint32_t>(filled->text.size());
                    leaf.style = filled->complete ? yaml_style::quoted : yaml_style::unfilled;
                    nodes_->text += filled->text;
                }
                break;
        }
    }
}

yaml_tree::builder::builder(std::uint32_t file) : nodes_{std::make_unique<yaml_node::storage>()} {
    nodes_->file = file;
}

yaml_tree::builder::~builder() = default;

namespace {

template <class Record>
std::uint32_t append(std::vector<Record>& records, const Record& record) {
    records.push_back(record);
    return static_cast<std::uint32_t>(records.size() - 1);
}

}  // namespace

std::uint32_t yaml_tree::builder::add_null(std::string_view text, diagnostics::span where) {
    const std::uint32_t node = add_scalar(text, yaml_style::plain, where);
    nodes_->records[node].kind = yaml_kind::null;
    return node;
}

std::uint32_t yaml_tree::builder::add_scalar(std::string_view text, yaml_style style,
                                             diagnostics::span where) {
    const auto first = static_cast<std::uint32_t>(nodes_->text.size());
    nodes_->text += text;
    return append(nodes_->records,
                  yaml_node::record{first, static_cast<std::uint32_t>(text.size()), where.line, where.column,
                                    where.length, yaml_kind::scalar, style});
}

std::uint32_t yaml_tree::builder::add_collection(yaml_kind kind, yaml_style style, diagnostics::span where,
                                                 std::span<const std::uint32_t> children) {
    const auto first = static_cast<std::uint32_t>(nodes_->children.size());
    nodes_->children.insert(nodes_->children.end(), children.begin(), children.end());
    return append(nodes_->records, yaml_node::record{first, static_cast<std::uint32_t>(children.size()),
                                                     where.line, where.column, where.length, kind, style});
}

std::span<const std::uint32_t> yaml_tree::builder::children(std::uint32_t node) const {
    const yaml_node::record& held = nodes_->records[node];
    return std::span(nodes_->children).subspan(held.first, held.count);
}

std::uint32_t yaml_tree::builder::repeat_leaf(std::uint32_t leaf, diagnostics::span where) {
    yaml_node::record copy = nodes_->records[leaf];
    copy.line = where.line;
    copy.column = where.column;
    copy.length = where.length;
    return append(nodes_->records, copy);
}

void yaml_tree::builder::move(std::uint32_t node, diagnostics::span where) {
    yaml_node::record& moved = nodes_->records[node];
    moved.line = where.line;
    moved.column = where.column;
    moved.length = where.length;
}

yaml_kind yaml_tree::builder::kind(std::uint32_t node) const {
    return nodes_->records[node].kind;
}

yaml_style yaml_tree::builder::style(std::uint32_t node) const {
    return nodes_->records[node].style;
}

std::string_view yaml_tree::builder::text(std::uint32_t node) const {
    const yaml_node::record& leaf = nodes_->records[node];
    return std::string_view(nodes_->text).substr(leaf.first, leaf.count);
}

diagnostics::span yaml_tree::builder::where(std::uint32_t node) const {
    const yaml_node::record& placed = nodes_->records[node];
    return {nodes_->file, placed.line, placed.column, placed.length};
}

yaml_tree yaml_tree::builder::finish(std::uint32_t root) && {
    nodes_->root = root;
    return yaml_tree{std::move(nodes_)};
}

}  // namespace censusctl::manifest
