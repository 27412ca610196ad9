#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "diff/compare.hpp"
#include "plan/migration.hpp"
#include "report/render.hpp"

/// What `migrate` found, and what it did about it. Texts are raw.
namespace censusctl::report {

/// One generation, as it was asked.
struct migration_side {
    std::string api;
    std::string base_url;
    std::string token_env;            ///< the variable that the token came from; empty: none was needed
    std::vector<std::string> groups;  ///< that are worked in
    bool read{false};
    std::string why_not;  ///< where it was not read
    std::size_t syncs{0};
};

/// A place in a file, the path as it is to be shown; line 0: of the file as a whole.
struct migration_place {
    std::string file;  ///< empty: of no file
    std::uint32_t line{0};
    std::uint32_t column{0};
};

/// A value that a file gets.
struct migration_edit {
    migration_place where;
    std::string what;    ///< "workspace.base_url", "braze-users.id"
    std::string before;  ///< empty: not stated
    std::string after;
};

/// What stands in the way: an obstacle, or fields that a plan of the new files would still change.
struct migration_obstacle {
    migration_place where;
    std::string sync;     ///< key; empty: of no one sync
    std::string message;  ///< empty: the fields say it
    std::string hint;     ///< may be empty
    std::vector<diff::field_change> fields;
};

enum class migration_result { nothing_to_do, migrated, would_migrate, in_the_way };

/// The word in the document: nothing-to-do, migrated, would-migrate, in-the-way.
[[nodiscard]] std::string_view to_string(migration_result result) noexcept;

struct migration {
    std::string environment;  ///< of the project; empty: none
    migration_side before;
    migration_side after;
    bool same_place{false};  ///< the files speak the new generation already
    migration_result result{migration_result::nothing_to_do};
    plan::migration moved;
    std::vector<migration_edit> edits;
    std::vector<migration_obstacle> obstacles;
    std::vector<std::string> notes;  ///< what else the user has to do, one sentence each
};

[[nodiscard]] std::string migration_text(const migration& shown, const text_style& style);
[[nodiscard]] std::string migration_json(const migration& shown);

}  // namespace censusctl::report
