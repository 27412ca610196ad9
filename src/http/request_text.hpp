#pragma once
#include <string>
#include <string_view>

#include "http/client.hpp"
#include "http/url.hpp"

namespace censusctl::http {

/// What makes a request unfit to be written as HTTP: a method, target or token that could break out of its
/// line. Empty: nothing.
[[nodiscard]] std::string_view what_is_wrong_with(const request& message) noexcept;

/// Whether a token can stand in an Authorization header: printable ASCII without spaces, at most 8 KiB.
[[nodiscard]] bool is_usable_token(std::string_view token) noexcept;

/// The request as it is sent to `host`: HTTP/1.1, with Host, User-Agent, Accept, Authorization (if there is a
/// token) and, for a body or a method that usually has one, Content-Length. JSON is the only kind of body.
[[nodiscard]] std::string request_text(const request& message, const url& host, std::string_view token);

/// A request to a proxy for a tunnel to `host`. `authorization`: the value of Proxy-Authorization, or empty.
[[nodiscard]] std::string connect_text(const url& host, std::string_view authorization);

}  // namespace censusctl::http
