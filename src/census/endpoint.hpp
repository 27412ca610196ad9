#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "census/api.hpp"

namespace censusctl::census {

/// One call of an endpoint: the request, and its name for messages.
struct call {
    http::request message;
    std::string name;  ///< "GET /sources/4/models/18": without base path and query
};

/// A call that reads, which may be repeated freely. `path` starts behind the base path.
[[nodiscard]] call read_call(std::string_view base_path, const std::string& path);

/// The same for a page of a list; `per_page` is held to 1–100, `page` to 1 and above.
[[nodiscard]] call page_call(std::string_view base_path, const std::string& path, page_request page);

/// A call that changes something: POST, PATCH or DELETE. It is never repeated once anything may have reached
/// the server.
[[nodiscard]] call write_call(std::string_view base_path, std::string_view method, const std::string& path,
                              std::string body);

/// Any text as one segment of a path. Other than in a query, the segments "." and ".." would be taken as
/// steps through folders, so their dots are encoded too.
[[nodiscard]] std::string path_segment(std::string_view name);

}  // namespace censusctl::census
