#pragma once
#include <cstdint>

#include "sandbox/document.hpp"

namespace censusctl::sandbox {

/// Whose spelling is read. V1 and V2 return other words than they take: renamed sources, wrapped templates,
/// rows of the server's own.
enum class spelling {
    request,  ///< POST and PATCH: what only replies have is refused
    reply     ///< world files, and rows of a workspace that is copied
};

/// An id: a positive integer, or one as text, which V1 takes too. 0 and "" are refused.
[[nodiscard]] std::int64_t read_v1_id(const node& value);

}  // namespace censusctl::sandbox
