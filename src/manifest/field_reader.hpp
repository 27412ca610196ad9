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
    /// Reports the keys of the top layer that are not in `known`. All arguments must outlive the reader.
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
    /// A mapping's layers; empty if it is not stated or no mapping.
    [[nodiscard]] std::optional<layered_mapping::entry> mapping(std::string_view key,
                                                                need needed = need::optional);

    void report_missing(std::string_view key);

private:
    void report_unknown_keys(const key_list& known);

    const layered_mapping& fields_;
    const mapping_owner& owner_;
    reading_problems& problems_;
};

}  // namespace censusctl::manifest
