#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/capabilities.hpp"
#include "model/catalogue.hpp"
#include "plan/matching.hpp"
#include "validation/resolver.hpp"

namespace censusctl::plan {

/// What may be done with a declared sync.
enum class candidate : std::uint8_t {
    replaceable,  ///< whatever it needs
    updatable,    ///< all but a replacement
    left_out,     ///< nothing: it is not selected, or faulty
};

/// Which declared syncs are to be replaced, by index of the declared ones.
struct replacement_choice {
    std::vector<char> chosen;
    /// Of one that could be replaced but for others: why it is not, as a clause; empty: there is no such
    /// reason.
    std::vector<std::string> refused;
};

/// Chooses, with `--allow-replace`, the syncs that no update can make as declared and a new one can. A sync
/// that starts after one of them is to be pointed to the new one: the parents that `declared` name by key and
/// that are chosen lose their ids, which is a difference of these. Where such a follower cannot be changed,
/// the sync stays as it is. `candidates` is by index. `metadata` as in `assess`.
[[nodiscard]] replacement_choice choose_replacements(std::vector<validation::resolved_sync>& declared,
                                                     const std::vector<model::live_sync>& live,
                                                     const matches& found,
                                                     const std::vector<candidate>& candidates,
                                                     const model::capabilities& can,
                                                     const model::catalogue* metadata);

}  // namespace censusctl::plan
