#pragma once
#include <string>
#include <utility>
#include <vector>

namespace censusctl::sandbox {

/// A request as the simulated API sees it.
struct request {
    std::string method;
    std::string target;         ///< path and query, as sent
    std::string authorization;  ///< value of the header; empty: none
    std::string host;           ///< value of the header
    std::string body;
};

/// An answer, before any fault changes it.
struct reply {
    int status{200};
    std::string body;  ///< JSON text
    std::string content_type{"application/json; charset=utf-8"};
    std::vector<std::pair<std::string, std::string>> headers;  ///< further ones
};

/// {"status": "error", "message": …} with this HTTP status: how the API says what is wrong.
[[nodiscard]] reply error_reply(int status, const std::string& message);

/// The words that go with an HTTP status, such as "Not Found"; "Status" for one that is not known.
[[nodiscard]] const char* reason_of(int status) noexcept;

}  // namespace censusctl::sandbox
