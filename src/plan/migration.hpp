#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/span.hpp"
#include "manifest/declaration.hpp"
#include "plan/counterparts.hpp"

/// What files must say otherwise for another generation of the API, and what keeps them from it (contract,
/// section 9).
namespace censusctl::plan {

/// What of a sync's declaration names something of the workspace.
enum class named_thing { id, source, destination, distinct_from };

/// As files write it: `id`, `source.connection`, `destination.connection`, `distinct_from`.
[[nodiscard]] std::string_view to_string(named_thing what) noexcept;

/// A name or id that a file must have in place of another.
struct reference_edit {
    named_thing what{named_thing::id};
    std::string sync;                              ///< key
    diagnostics::span where;                       ///< not known: it is to be stated on the sync itself
    std::optional<model::connection_name> before;  ///< ids of syncs too; absent: not stated
    model::connection_name after;
};

/// Why the files cannot be moved as they are. Texts are raw.
struct obstacle {
    std::string sync;  ///< key; empty: of no one sync
    diagnostics::span where;
    std::string message;
    std::string hint{};  ///< may be empty
};

/// A connection that the files use, in both generations. No `before`: the files' words alone were to go by.
struct moved_connection {
    bool is_source{false};
    std::string before_name;
    model::connection_id before_id;
    std::string after_name;
    model::connection_id after_id;
};

/// A sync of the files and what it is.
struct moved_sync {
    std::string key;
    std::string label;                        ///< of the live one; empty: null
    std::optional<std::int64_t> before_id{};  ///< absent: not known, or not there
    std::optional<std::int64_t> after_id{};
};

/// A sync that only one generation shows.
struct lone_sync {
    std::int64_t id{0};
    std::string label;  ///< empty: null
};

/// All of it, in the order of the files.
struct migration {
    std::vector<moved_connection> connections;  ///< each pair once
    std::vector<moved_sync> syncs;
    std::vector<reference_edit> edits;
    std::vector<obstacle> obstacles;
    std::vector<lone_sync> only_before;
    std::vector<lone_sync> only_after;
};

/// What the two generations are called in messages.
struct generation_words {
    std::string before;
    std::string after;
};

/// Matches what the files name with what the new generation has. With `before` each thing is what the old
/// generation has of it; without it the files' own words must do. Pure.
[[nodiscard]] migration plan_migration(const std::vector<manifest::declared_sync>& declared,
                                       const std::optional<workspace_view>& before,
                                       const workspace_view& after, const generation_words& words);

}  // namespace censusctl::plan
