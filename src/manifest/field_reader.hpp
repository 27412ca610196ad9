#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/span.hpp"
#include "manifest/layered_mapping.hpp"
#include "manifest/leaf_values.hpp"
#include "manifest/reading_problems.hpp"

namespace censusctl::manifest {

/// Whether a key must be there.
enum class need { optional, required };

/// What the messages about a mapping's keys say of it.
struct mapping_owner {
    std::string name;         ///< "'source'", "sync 'a'": "NAME has no 'x'", "unknown key 'x' in NAME"
    diagnostics::span where;  ///< where a missing key is reported
    bool complete{true};      ///< false: defaults, in which no key is required
    /// Unknown keys that the caller reports itself.
    bool (*passes_over)(std::string_view key){nullptr};
};

using key_list = std::vector<std::string_view>;

/// Typed access to the keys of one mapping, with defaults below it. Every problem is reported where it
/// stands, and the value is then as if it were not stated. A null counts as not stated, and takes back a
/// default; where a value is required it is `key-missing`.
class field_reader {
public:
    /// Reports the keys of its own layers that are not in `known`. All arguments must outlive the reader.
    field_reader(const layered_mapping& fields, const key_list& known, const mapping_owner& owner,
                 reading_problems& problems);

    /// What a key leads to, if it is stated.
    [[nodiscard]] std::optional<layered_mapping::entry> find(std::string_view key,
                                                             need needed = need::optional);

    [[nodiscard]] diagnostics::located<std::string> text(std::string_view key, need needed = need::optional);
    [[nodiscard]] diagnostics::located<std::string> word(std::string_view key,
                                                         std::span<const std::string_view> allowed,
                                                         need needed = need::optional);
    [[nodiscard]] diagnostics::located<bool> flag(std::string_view key);
    [[nodiscard]] std::optional<diagnostics::located<std::int64_t>> integer(std::string_view key);
    [[nodiscard]] std::optional<diagnostics::located<std::int64_t>> id(std::string_view key);
    /// A list of ids, or a single one.
    [[nodiscard]] std::vector<diagnostics::located<std::int64_t>> ids(std::string_view key);
    /// A list of texts, or a single one.
    [[nodiscard]] std::vector<diagnostics::located<std::string>> texts(std::string_view key);
    /// A mapping's layers; empty if it is not stated or no mapping. `key_of_word`: under which key of it a
    /// word belongs that stands there instead.
    [[nodiscard]] std::optional<layered_mapping::entry> mapping(std::string_view key,
                                                                need needed = need::optional,
                                                                std::string_view key_of_word = {});

    /// Says that the key is missing, unless one that is looks like it misspelt.
    void report_missing(std::string_view key);

    /// Whether an unknown key was probably meant for this one.
    [[nodiscard]] bool is_misspelt(std::string_view key) const;
    /// Whether there is any, those that the caller reports among them.
    [[nodiscard]] bool has_unknown_key() const noexcept { return has_unknown_key_; }

    /// How many problems were reported so far, of whatever.
    [[nodiscard]] std::size_t problem_count() const noexcept { return problems_.count(); }

private:
    void report_unknown_keys(const key_list& known);
    void report_unknown_keys(yaml_node top, const key_list& known);

    const layered_mapping& fields_;
    const mapping_owner& owner_;
    reading_problems& problems_;
    bool has_unknown_key_{false};
    std::vector<std::string> misspelt_;  ///< the known keys that unknown ones were probably meant for
};

}  // namespace censusctl::manifest
