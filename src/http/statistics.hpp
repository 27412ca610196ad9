#pragma once
#include <cstdint>

namespace censusctl::http {

/// What the client did, for the line that ends a run.
struct client_statistics {
    std::uint64_t requests{0};  ///< attempts that were begun, retries included
    std::uint64_t writes{0};    ///< of these, those that are no reads
    std::uint64_t retries{0};
    std::uint64_t connections{0};
    std::uint64_t bytes_received{0};
    std::uint64_t bytes_unpacked{0};  ///< of all bodies, as they are read
};

}  // namespace censusctl::http
