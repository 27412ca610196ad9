#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace censusctl::report {

/// Where a person opens a sync in the web application: "https://app.getcensus.com/syncs/61/overview", the
/// address that the vendor's own Airflow provider names. Empty where the base URL is none of the vendor's
/// hosts: a simulated workspace or a proxy has no pages.
[[nodiscard]] std::string sync_page(std::string_view base_url, std::int64_t sync_id);

}  // namespace censusctl::report
