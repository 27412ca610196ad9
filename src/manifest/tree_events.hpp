#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "manifest/place_finder.hpp"
#include "manifest/yaml_reader.hpp"
#include "manifest/yaml_tree.hpp"

namespace censusctl::manifest {

/// Thrown, after the problem was reported, to leave the parser. Never leaves `read_yaml`.
struct reading_stopped {};

/// Makes a tree from a parser's events, and refuses what the parser lets pass. It knows the parser only by
/// these calls: offsets are bytes of the text, anchors count from 1 (0: none), and a `tag` is "?" for plain
/// scalars and collections, "!" for quoted and block scalars, or the full name of one that is written.
class tree_events {
public:
    /// `has_pairs`: whether surrogate pairs of `text` were replaced for the parser (surrogate_pairs.hpp).
    tree_events(std::string_view text, std::uint32_t file, diagnostics::collector& problems, bool has_pairs);

    void start_document(std::size_t offset);
    void add_null(std::size_t offset, std::size_t anchor);
    void add_alias(std::size_t offset, std::size_t anchor);
    void add_scalar(std::size_t offset, std::string_view tag, std::size_t anchor, std::string_view value);
    void start_collection(yaml_kind kind, std::size_t offset, std::string_view tag, std::size_t anchor,
                          bool flow);
    void end_collection();

    /// The parser gave up at `offset` with this message.
    void report_complaint(std::size_t offset, std::string_view message);

    /// The tree, once all events are in.
    [[nodiscard]] yaml_tree finish() &&;

private:
    bool report_bare_variable(std::size_t offset);
    struct frame {
        yaml_kind kind;
        yaml_style style;
        diagnostics::span where;
        std::size_t anchor;
        std::size_t first_child;  ///< index into open_children_
        std::uint64_t size{1};    ///< nodes, those repeated by aliases included
        std::size_t height{1};    ///< collections within each other, this one included
    };
    struct anchored {
        std::uint32_t node{0};
        std::uint64_t size{1};
        std::size_t height{0};
        bool open{true};
    };
    struct unwritten_null {
        std::uint32_t node;
        std::size_t offset;
        diagnostics::span fallback;
    };

    [[nodiscard]] bool expects_key() const noexcept;
    [[nodiscard]] std::optional<diagnostics::span> place_of_nothing(std::size_t offset);
    void count_node();
    void settle_null(std::size_t offset);
    void open_anchor(std::size_t anchor);
    void close_anchor(std::size_t anchor, std::uint32_t node, std::uint64_t size, std::size_t height);
    void add(std::uint32_t node, std::uint64_t size, std::size_t height);
    void check_tag(std::size_t from, std::size_t to, std::string_view tag);
    void refuse_key(std::size_t offset);
    void explain_end_of_mapping(std::size_t offset, diagnostics::diagnostic& problem,
                                std::string& hint) const;
    void drop_repeated_keys(const frame& mapping);
    /// Takes the pairs under `<<` out of the mapping that ends, and returns what they merge, the strongest
    /// first.
    std::vector<std::uint32_t> take_merges(const frame& mapping);
    /// Adds their pairs, but for keys that the mapping states itself.
    void merge(const frame& mapping, const std::vector<std::uint32_t>& merged);
    [[noreturn]] void stop(diagnostics::code id, diagnostics::span where, std::string message,
                           std::string hint = {});

    std::string_view text_;
    bool has_pairs_;
    diagnostics::collector& problems_;
    place_finder places_;
    yaml_tree::builder builder_;
    std::vector<frame> frames_;
    std::vector<std::uint32_t> open_children_;
    std::vector<anchored> anchors_;
    std::optional<unwritten_null> null_;
    std::optional<std::uint32_t> root_;
    diagnostics::span root_where_;
    std::optional<diagnostics::span> costly_alias_;
    std::size_t last_offset_{0};
    std::uint64_t nodes_{0};
    std::uint64_t repeated_{0};
    std::uint64_t merged_{0};  ///< entries that merge keys added, or could have
};

}  // namespace censusctl::manifest
