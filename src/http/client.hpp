#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics/log.hpp"
#include "http/failure.hpp"
#include "http/statistics.hpp"

namespace censusctl::http {

/// What may be repeated after a failure: declared by each endpoint, never guessed from the verb.
enum class replay {
    safe,        ///< a read: repeat freely
    idempotent,  ///< a write with absolute values
    once         ///< a create or trigger: never repeated once anything may have reached the server
};

/// One request to the configured host. The bearer token, Host, User-Agent and Accept are added by the client.
struct request {
    std::string method{"GET"};
    std::string target;  ///< path and query below the host, already percent-encoded: "/api/v1/syncs?page=1"
    std::string body;    ///< JSON; empty: no body
    http::replay replay{http::replay::safe};
    /// Tells the body of a success (2xx) that is no answer of the server's at all: a read is repeated then,
    /// as if no reply had come. Null: any body will do.
    bool (*is_broken)(std::string_view body){nullptr};
};

/// A reply, whatever its status. Header names are lower-case.
struct response {
    int status{0};
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    /// The value of a header (name in lower case); empty if there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const noexcept;
};

/// How the client behaves. Times are wall-clock, positive.
struct client_options {
    std::string
        base_url;  ///< "https://app.getcensus.com/api/v1"; its scheme and host are used, its path is not
    std::string token;
    std::string ca_file;              ///< PEM; empty: the system's authorities (SSL_CERT_FILE is honoured)
    std::string https_proxy;          ///< URL, may hold credentials; empty: none
    std::string no_proxy;             ///< as in the variable NO_PROXY
    bool allow_insecure_http{false};  ///< plain HTTP to hosts that are not loopback
    std::size_t concurrency{8};       ///< requests at once to begin with, 1–64
    /// Requests, and so connections, at once at most, to which good replies raise it; 64 at most. Less than
    /// `concurrency`: that many.
    std::size_t most_concurrency{0};
    std::chrono::milliseconds attempt_timeout{30'000};  ///< one attempt, DNS and connect included
    /// All requests of this client together, retries and waits included. Only time in which a request is
    /// under way counts: neither a question to the user nor the pause between two polls uses any.
    std::chrono::milliseconds total_timeout{300'000};
    int max_attempts{5};
    std::chrono::milliseconds backoff_base{500};
    std::chrono::milliseconds backoff_cap{30'000};
    std::chrono::milliseconds max_retry_after{120'000};  ///< a longer Retry-After fails instead of hanging
    std::size_t body_limit{64U << 20U};                  ///< bytes of a reply's body at most, unpacked too
    std::uint64_t run_limit{std::uint64_t{2} << 30U};    ///< bytes of all replies' bodies at most, unpacked
    std::uint64_t jitter_seed{0};                        ///< 0: from the system; tests set it
    diagnostics::log_sink log;
};

/// An asynchronous HTTP/1.1 client of one host: keep-alive pool, bounded concurrency (further sends queue
/// first in, first out), retries of what may be repeated, Retry-After shared by all. Used from one thread,
/// the executor's.
class client {
public:
    virtual ~client() = default;

    /// Sends and returns the reply: any final reply, of any status, that policy does not retry further, is a
    /// value; a failure means that no complete reply came. A retried status that never got better is returned
    /// as the reply.
    [[nodiscard]] virtual boost::asio::awaitable<result<response>> send(request message) = 0;

    [[nodiscard]] virtual client_statistics statistics() const = 0;

    /// Stops: pending sends fail with stage::cancelled (sent_state as it was), idle connections are closed.
    virtual void stop() = 0;
};

/// A client for `options.base_url`. A URL, proxy or CA file that cannot be used is a failure here, before any
/// request (stage connect, sent not_sent, with a hint).
[[nodiscard]] result<std::unique_ptr<client>> make_client(boost::asio::any_io_executor executor,
                                                          client_options options);

}  // namespace censusctl::http
