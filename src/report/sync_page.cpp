#include "report/sync_page.hpp"

#include "model/region.hpp"

namespace censusctl::report {

std::string sync_page(std::string_view base_url, std::int64_t sync_id) {
    for (const model::region& each : model::regions) {
        const std::string site = "https://" + std::string(each.host) + "/";
        if (base_url.substr(0, site.size()) == site) {
            return site + "syncs/" + std::to_string(sync_id) + "/overview";
        }
    }
    return {};
}

}  // namespace censusctl::report
