#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/span.hpp"

/// A YAML document as it stands in its file: every node with its place, and nothing guessed about types
/// (see core_schema.hpp for those). JSON is YAML, so this is how JSON files are read too.
namespace censusctl::manifest {

enum class yaml_kind : std::uint8_t {
    null,      ///< nothing is written, or a plain null or ~
    scalar,    ///< a text; what type it has is for core_schema.hpp to tell
    sequence,  ///< a list
    mapping,   ///< keys and values in the order of the file, each key once
};

/// How a node is written.
enum class yaml_style : std::uint8_t {
    plain,     ///< a scalar without quotes, which may be a number, true or false
    quoted,    ///< a scalar that is text whatever it holds: in quotes, a block (| or >), or tagged !!str
    unfilled,  ///< a text with something in place of which there is no value, which has been reported
    block,     ///< a collection by indentation
    flow,      ///< a collection in brackets
};

class yaml_tree;

/// A node of a tree: a cheap handle, to be passed by value. Valid as long as the tree (a tree that is moved
/// stays valid). Reading is safe from several threads at once.
class yaml_node {
public:
    [[nodiscard]] yaml_kind kind() const noexcept;
    [[nodiscard]] yaml_style style() const noexcept;
    [[nodiscard]] bool is_null() const noexcept { return kind() == yaml_kind::null; }
    [[nodiscard]] bool is_scalar() const noexcept { return kind() == yaml_kind::scalar; }
    [[nodiscard]] bool is_sequence() const noexcept { return kind() == yaml_kind::sequence; }
    [[nodiscard]] bool is_mapping() const noexcept { return kind() == yaml_kind::mapping; }

    /// A scalar's text with escapes resolved, or a null as it is written; empty for collections.
    [[nodiscard]] std::string_view text() const noexcept;

    /// The first token: of a block mapping its first key, of a collection in brackets the bracket. Of a null
    /// that is not written, the key (or the dash) before it. Of a scalar repeated by an alias, the alias; of
    /// anything deeper in a repeated collection, the text at the anchor.
    [[nodiscard]] diagnostics::span where() const noexcept;

    /// How many items a sequence, or pairs a mapping, has; 0 for others.
    [[nodiscard]] std::size_t size() const noexcept;
    /// Item `index` of a sequence.
    [[nodiscard]] yaml_node item(std::size_t index) const noexcept;
    /// Key and value of pair `index` of a mapping. A key is a scalar or a null.
    [[nodiscard]] yaml_node key(std::size_t index) const noexcept;
    [[nodiscard]] yaml_node value(std::size_t index) const noexcept;
    /// The index of the pair with this key, looked for one by one; absent too if this is no mapping.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view key) const noexcept;

private:
    friend class yaml_tree;
    struct record;
    struct storage;
    yaml_node(const storage& tree, std::uint32_t index) : tree_{&tree}, index_{index} {}
    [[nodiscard]] const record& self() const noexcept;
    [[nodiscard]] yaml_node child(std::size_t index) const noexcept;

    const storage* tree_;
    std::uint32_t index_;
};

/// One document, immutable once built. Repeated collections (aliases) are shared, so a walk sees them
/// expanded, and `yaml_reader` bounds how much that can be.
class yaml_tree {
public:
    /// Puts a tree together bottom-up; see yaml_reader.cpp.
    class builder;

    yaml_tree(yaml_tree&&) noexcept;
    yaml_tree& operator=(yaml_tree&&) noexcept;
    yaml_tree(const yaml_tree&) = delete;
    yaml_tree& operator=(const yaml_tree&) = delete;
    ~yaml_tree();

    [[nodiscard]] yaml_node root() const noexcept;

    /// What is to stand in place of a scalar: a text, or nothing for one that stays as it is. Sets the style.
    struct filling {
        std::string text;
        bool complete{true};  ///< false: something in it has no value
    };
    using filler = std::function<std::optional<filling>(yaml_node)>;

    /// Puts texts in place of the scalars in `under` that are no keys, each once however often this is called
    /// or aliases repeat it. `except`: a key of `under` whose value is passed over. What `text()` gave before
    /// is invalid then.
    void fill(yaml_node under, const filler& text_of, std::string_view except = {});

private:
    explicit yaml_tree(std::unique_ptr<yaml_node::storage> nodes);
    std::unique_ptr<yaml_node::storage> nodes_;
};

/// Nodes are added before what holds them; the one added last is the root.
class yaml_tree::builder {
public:
    /// `file` is the index that the places carry.
    explicit builder(std::uint32_t file);
    ~builder();
    builder(const builder&) = delete;
    builder& operator=(const builder&) = delete;

    std::uint32_t add_null(std::string_view text, diagnostics::span where);
    std::uint32_t add_scalar(std::string_view text, yaml_style style, diagnostics::span where);
    /// `children` are items, or keys and values in turn.
    std::uint32_t add_collection(yaml_kind kind, yaml_style style, diagnostics::span where,
                                 std::span<const std::uint32_t> children);
    /// The same leaf at another place.
    std::uint32_t repeat_leaf(std::uint32_t leaf, diagnostics::span where);
    /// Corrects a place that was not known when the node was added.
    void move(std::uint32_t node, diagnostics::span where);

    [[nodiscard]] yaml_kind kind(std::uint32_t node) const;
    [[nodiscard]] yaml_style style(std::uint32_t node) const;
    [[nodiscard]] std::string_view text(std::uint32_t node) const;  ///< until the next node is added
    [[nodiscard]] diagnostics::span where(std::uint32_t node) const;
    /// Items, or keys and values in turn; until the next node is added.
    [[nodiscard]] std::span<const std::uint32_t> children(std::uint32_t node) const;

    /// The tree under `root`.
    [[nodiscard]] yaml_tree finish(std::uint32_t root) &&;

private:
    std::unique_ptr<yaml_node::storage> nodes_;
};

}  // namespace censusctl::manifest
