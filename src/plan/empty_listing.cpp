#include "plan/empty_listing.hpp"

#include <string>

namespace censusctl::plan {

void report_empty_listing(const std::vector<validation::resolved_sync>& declared, std::string_view generation,
                          std::string_view retired_since, diagnostics::collector& problems) {
    if (!retired_since.empty()) {
        problems
            .report(diagnostics::code::listing_empty, {},
                    "the workspace lists no sync at all, and the vendor serves the API of generation " +
                        std::string(generation) + " no more since " + std::string(retired_since) +
                        ": that is not taken as an empty workspace")
            .hints.emplace_back("move to V2: `censusctl migrate --to v2` shows the way");
        return;
    }
    for (const validation::resolved_sync& sync : declared) {
        if (const auto& id = sync.declared->id) {
            problems
                .report(diagnostics::code::listing_empty, id->where,
                        "the workspace lists no sync at all, although '" + sync.declared->key.value +
                            "' has the id " + std::to_string(id->value))
                .hints.emplace_back(
                    "look whether it is the right workspace; if all are gone, take `id` away");
            return;
        }
    }
}

}  // namespace censusctl::plan
