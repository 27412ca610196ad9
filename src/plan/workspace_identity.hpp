#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/catalogue.hpp"

/// Which workspace a plan, a journal or a lock was made in (contract, section 6): a base URL serves many of
/// them, and the token picks one.
namespace censusctl::plan {

/// A connection as one of the things that tell a workspace from others.
struct bound_connection {
    std::string kind;  ///< "source" or "destination"
    std::string id;
    std::string name;
    // clang-tidy 14 takes the zero in what is generated for a pointer.
    friend auto operator<=>(const bound_connection&,
                            const bound_connection&) = default;  // NOLINT(modernize-use-nullptr)
};

/// A workspace, told by its id where the API tells that, and else by all of its connections.
struct workspace_identity {
    std::string base_url;
    std::string api;          ///< generation of the wire
    std::string environment;  ///< of the project; empty: none
    std::optional<std::int64_t> id{};
    /// Sorted; absent where nobody has read them.
    std::optional<std::vector<bound_connection>> connections{};
    /// Those that are worked in, sorted, where a token may see several groups.
    std::vector<std::string> groups{};

    /// "sha256:…" of the connections' ids and names; empty where they are not known.
    [[nodiscard]] std::string digest() const;
};

/// The connections of a workspace's lists of sources and destinations, sorted.
[[nodiscard]] std::vector<bound_connection> connections_of(const model::catalogue& metadata);

/// How two identities relate.
enum class likeness {
    same,
    changed,  ///< the same workspace, which has got or lost connections since, or renamed some
    unknown,  ///< one side does not say more than base URL, generation and environment, which are the same
    other     ///< another workspace
};

/// Compares what `saved` was made in with `now`. Ids decide where both sides have one; else connections do.
[[nodiscard]] likeness likeness_of(const workspace_identity& saved, const workspace_identity& now);

/// What differs, one line each, raw: another base URL, generation, environment or id, and the connections
/// that only one side has, ten of each side at most. `saved_thing` is what was made there: "the plan".
[[nodiscard]] std::vector<std::string> differences(const workspace_identity& saved,
                                                   const workspace_identity& now,
                                                   const std::string& saved_thing);

}  // namespace censusctl::plan
