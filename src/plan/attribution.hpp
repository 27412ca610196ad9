#pragma once
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diff/compare.hpp"
#include "plan/known_syncs.hpp"
#include "plan/moved_side.hpp"

namespace censusctl::plan {

/// Whose one difference is.
struct field_side {
    moved_side moved{moved_side::unknown};
    std::optional<diff::attribute_value> base;  ///< what the base had, where that can be told
};

/// Whose the differences of one sync are.
struct attributed {
    moved_side moved{moved_side::unknown};  ///< of the sync as a whole
    std::vector<field_side> fields;         ///< by index of the fields that were asked about
};

/// Tells which side has left what a base knows: a side has moved where it differs from the base.
class attribution {
public:
    /// Both must outlive it.
    attribution(const known_syncs& base, const std::vector<model::live_sync>& live);

    /// A sync whose file and live sync differ in `fields`.
    [[nodiscard]] attributed changed(std::string_view key, const std::vector<diff::field_change>& fields,
                                     const model::sync_spec& declared, std::size_t live,
                                     const diff::comparison_context& context) const;
    /// A declared sync that is not there: new in the files, found otherwise by them, or gone.
    [[nodiscard]] moved_side missing(std::string_view key) const;
    /// A live sync that no file claims: dropped from the files, or made by hand.
    [[nodiscard]] moved_side unmanaged(std::size_t live) const;

private:
    /// What the base says of a sync, with the id of the one that it is to start after.
    [[nodiscard]] std::optional<model::sync_spec> spec_of(std::size_t at) const;

    const known_syncs& base_;
    const std::vector<model::live_sync>& live_;
    std::unordered_map<std::string_view, std::size_t> by_key_;  ///< index of a base's sync
    std::vector<std::size_t> by_live_;                          ///< the same by index of the live syncs
    std::vector<std::size_t> live_of_;                          ///< index of the live sync, by the base's
};

}  // namespace censusctl::plan
