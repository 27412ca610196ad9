#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "diff/compare.hpp"
#include "model/sync.hpp"

/// Syncs as another tool's files describe them: the vendor's own YAML, or a state of Terraform. They are
/// outside text, and say only which live syncs are meant, under which names, and what they should be: what is
/// written of them is what the workspace has.
namespace censusctl::plan {

/// Something that the old file says of a sync.
struct foreign_statement {
    std::string attribute;  ///< as documents write it: "schedule.hour", "mappings[Email].from"
    std::string place;      ///< raw: "contacts.yaml:12:5", or "census_sync.x/operation"
    std::function<void(model::sync_spec&)> apply;  ///< makes a spec say it
};

/// Something that no file of ours can carry over.
struct foreign_rest {
    std::string place;
    std::string what;  ///< the old file's words: "service_slice_size"
    std::string why;
};

/// One sync. Texts are raw.
struct foreign_sync {
    std::string name;   ///< the old tool's own: "hubspot-contact-sync"
    std::string place;  ///< where it begins
    std::optional<std::int64_t> id{};
    std::string label;             ///< empty: not stated
    std::string object;            ///< of the destination; empty: not stated
    std::set<std::string> fields;  ///< that its mappings write
    std::string parent;            ///< the name of the sync after which it runs; empty: none
    std::string parent_place;
    std::vector<foreign_statement> statements;
    std::vector<foreign_rest> rest;
};

/// All that the old files hold.
struct foreign_files {
    std::vector<foreign_sync> syncs;  ///< in the order of the files
    std::vector<foreign_rest> rest;   ///< of no sync: other resources, files that cannot be read
};

/// Which live sync each is: by id and label, else by label, else by object and fields; of several with one
/// label by object, then by fields. Each live sync is taken once.
struct foreign_match {
    std::optional<std::size_t> live;  ///< index into the live syncs
    std::string why_not;              ///< raw
};
[[nodiscard]] std::vector<foreign_match> match_foreign(const std::vector<foreign_sync>& syncs,
                                                       const std::vector<model::live_sync>& live);

/// A value that the old file has otherwise than the workspace.
struct foreign_difference {
    std::string place;
    diff::field_change change;  ///< `before` of the workspace, `after` of the old file
};

/// All of them for one sync, compared as a plan compares.
[[nodiscard]] std::vector<foreign_difference> differences(const foreign_sync& sync,
                                                          const model::live_sync& live);

/// The mapping of a spec that writes a field; made where there is none.
[[nodiscard]] model::mapping& mapping_to(model::sync_spec& spec, const std::string& field);

}  // namespace censusctl::plan
