#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/sync_writer.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"

/// Live syncs as files are to declare them: names for ids, keys from labels, and what no file can say.
namespace censusctl::plan {

/// Something of a live sync that no file can say. It is left as the workspace has it, or, where what a file
/// leaves out would be a difference, the sync itself is left out.
struct unsaid {
    std::size_t live{0};    ///< index into the live syncs
    std::string attribute;  ///< its path: "alerts", "mappings[email].from"; empty: the sync itself
    std::string why;        ///< raw: "a file has no word for 'sql_query'"
    bool sync_left_out{false};
};

/// A live sync and its declaration.
struct imported_sync {
    std::size_t live{0};  ///< index into the live syncs
    manifest::written_sync written;
};

/// What is to be imported of a workspace, and into what.
struct import_request {
    const std::vector<model::live_sync>& live;       ///< all of them, by ascending id
    std::vector<std::size_t> wanted;                 ///< indices, ascending
    const model::catalogue& metadata;                ///< objects of the wanted syncs' sources are fetched
    std::map<std::int64_t, std::string> declared{};  ///< keys of those that files declare already, by id
    std::set<std::string> taken_keys{};              ///< of all syncs that files declare
    std::map<std::size_t, std::string> names{};      ///< by index: what to make a key of, if not of the label
};

/// In the order of `wanted`, without those left out; and all that is unsaid, in that order too.
struct import_result {
    std::vector<imported_sync> syncs;
    std::vector<unsaid> left;
};

[[nodiscard]] import_result import_syncs(const import_request& request);

/// A name in kebab case: small ASCII letters and digits, with single hyphens between; at most 60 of them.
/// Empty where nothing is left.
[[nodiscard]] std::string kebab_case(std::string_view name);

/// `wanted`, or with -2, -3 … behind it the first that is not taken; it is then.
[[nodiscard]] std::string unique_name(const std::string& wanted, std::set<std::string>& taken);

/// "Braze users", or "sync 61" where it has no label. Raw.
[[nodiscard]] std::string shown_name(const model::live_sync& sync);

}  // namespace censusctl::plan
