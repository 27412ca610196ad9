#pragma once
#include <string>

#include "json/writer.hpp"

namespace censusctl::report {

/// Of which environment of the project a document is, and which generation of the API was spoken.
struct document_origin {
    std::string environment{};  ///< empty: the project has none
    std::string api{};          ///< "2021", "v1", "v2"; empty: none was spoken
};

/// Writes both as members of the document.
inline void write_origin_members(json::writer& out, const document_origin& origin) {
    out.text_or_null("environment", origin.environment);
    out.text_or_null("api", origin.api);
}

}  // namespace censusctl::report
