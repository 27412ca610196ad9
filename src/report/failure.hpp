#pragma once
#include <string>

#include "http/failure.hpp"

namespace censusctl::report {

/// A failed request on one line: "GET /api/v1/syncs: 401: the token was refused: the server says 'Access
/// denied'", with the number of attempts if there were several, and a hint on a line of its own. The server's
/// text is escaped and cut at 500 characters. Ends with a newline.
[[nodiscard]] std::string failure_text(const http::failure& problem);

}  // namespace censusctl::report
