#pragma once
#include <array>
#include <string>
#include <string_view>

/// Where the vendor serves the API (census-api-generations, section 5: hosts).
namespace censusctl::model {

struct region {
    std::string_view word;  ///< as censusctl.yaml says it
    std::string_view host;
};

inline constexpr std::array regions{
    region{"us", "app.getcensus.com"},
    region{"eu", "app-eu.getcensus.com"},
};
inline constexpr std::array region_words{regions[0].word, regions[1].word};

/// The base URL of a region, and of the first one for a word that is none; `api`: "v2", or V1's for any other
/// word, which the generation of 2021 had too.
[[nodiscard]] inline std::string base_url_of(std::string_view word, std::string_view api) {
    std::string_view host = regions.front().host;
    for (const region& each : regions) {
        if (each.word == word) {
            host = each.host;
        }
    }
    std::string url = "https://";
    return url.append(host).append("/api/").append(api == "v2" ? "v2" : "v1");
}

}  // namespace censusctl::model
