#pragma once
#include <boost/assert/source_location.hpp>
#include <boost/system/result.hpp>
#include <string>

namespace censusctl::http {

/// How far an exchange had come when it failed.
enum class stage { resolve, connect, proxy, tls, write, first_byte, body, decode, status, cancelled };

/// Whether the server may have seen the request: decides if a write may be repeated (law 4).
enum class sent_state {
    not_sent,    ///< nothing of the request left this machine
    maybe_sent,  ///< some of it did, and no reply came
    answered     ///< the server replied
};

/// What came of a request that did not succeed. `message` is ours and plain; `server_text` is untrusted,
/// uncut and raw: whoever shows it escapes and cuts it. Neither ever holds a credential.
struct failure {
    http::stage stage{http::stage::connect};
    sent_state sent{sent_state::not_sent};
    int status{0};            ///< HTTP status; 0 where no reply came
    std::string method;       ///< "GET"
    std::string target;       ///< "/api/v1/syncs?page=2"
    std::string message;      ///< "connection closed before a reply came"
    std::string server_text;  ///< the reply's `message`, if it had one
    std::string hint;         ///< what the user may do; may be empty
    int attempts{1};
};

[[nodiscard]] std::string_view to_string(stage at) noexcept;

/// A value, or what came of the attempt to get it.
template <class T>
using result = boost::system::result<T, failure>;

/// Called by `result::value()` on a failure; a bug, since callers test first.
[[noreturn]] void throw_exception_from_error(const failure& problem, const boost::source_location& where);

}  // namespace censusctl::http
