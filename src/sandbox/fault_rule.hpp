#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace censusctl::sandbox {

/// How a faulty answer differs from a good one.
enum class fault_kind {
    none,         ///< only later: `latency` alone
    status,       ///< an error with this status
    html,         ///< a page as a gateway sends it
    empty,        ///< a status without a body
    drop_before,  ///< the connection is closed before any work is done
    drop_after,   ///< the work is done, and the connection is closed without an answer
    cut,          ///< the work is done, and the answer's body breaks off
    garble,       ///< the work is done, and the body is bytes that mean nothing, of the right length
    slow,         ///< the work is done, and the body comes in small pieces
    answers,      ///< the work is done, and its answer has another status
    repeats,      ///< a list's page is the one before it
    shortens      ///< a list's page lacks its last rows
};

/// One rule that makes the simulated server misbehave. As text:
///
///     [METHOD] [PATH] WORD…         for example   POST /syncs drop-after times=1
///
/// METHOD is GET, POST, … or `*` for all; left out: all. PATH is the path below the base, /syncs; `*` stands
/// for anything within one segment and `**` for anything at all; `*` alone, or no path: all paths. At least
/// one of the two is given. With the base before it, /api/v2/syncs, it is for that generation alone. The
/// query of a request does not count.
///
/// Words that say what happens (at most one of the kinds; `latency` goes with each):
///
///     latency=DURATION    the answer comes that much later; 50ms, 2s
///     status=CODE         200 to 599; with retry-after=TEXT (seconds or a date), message=TEXT, location=URL
///                         and form=FORM: the body's `status` is number (404), text ("404") or word
///                         ("not_found"), with the message only if one is stated
///     html                a gateway's page instead of JSON; status=CODE, else 502
///     empty               no body at all; status=CODE, else 200
///     drop-before         closes the connection, nothing is done
///     drop-after          does what was asked, then closes the connection without an answer
///     cut=BYTES           does it, sends so many bytes of the body and closes the connection
///     garble              does it, sends bytes that are not JSON, as many as the body has
///     slow=DURATION       does it, spreads the body over this time
///     answers=CODE        does it, and changes a good answer's status: created with 200 in place of 201
///     repeats             a list's page is answered with the one before it
///     shortens=N          a list's page lacks its last N rows, whatever its pagination says
///     after-work          with status, html and empty: what was asked is done all the same
///     late=N              with after-work and drop-after: it is done only after N further requests
///
/// Words for what other people do in the workspace meanwhile, just before the request is worked on; they go
/// with each of the above, and alone:
///
///     removes=ID          the sync with this id is gone; if there is none, nothing happens
///     copies=ID           a copy of it, with the same label, comes to be
///
/// Words that say when:
///
///     skip=N              not for the first N requests that match
///     times=N             for N requests at most
///     probability=P       for each that matches with this probability, 0 to 1; with seed=N, else 1
///
/// A value with spaces stands in double quotes: message="try again". Of several rules that match a request,
/// the first with a kind decides; latencies add up, and so do removals and copies.
struct fault_rule {
    std::string method;   ///< empty: all
    std::string base;     ///< "/api/v2": for this generation alone; empty: for all
    std::string pattern;  ///< empty: all paths
    std::chrono::milliseconds latency{0};
    fault_kind kind{fault_kind::none};
    int status{0};
    std::string retry_after;
    std::string message;
    std::string location;
    std::string form;  ///< empty: {"status": "error", "message": …}
    std::size_t cut{0};
    std::size_t shortened{0};  ///< rows
    std::uint64_t late{0};     ///< requests
    std::chrono::milliseconds spread{0};
    bool after_work{false};
    std::optional<std::int64_t> removes;
    std::optional<std::int64_t> copies;
    std::uint64_t skip{0};
    std::optional<std::uint64_t> times;
    double probability{1.0};
    std::uint64_t seed{1};
    std::string text;  ///< as written
};

/// Reads a rule. Throws input_error that quotes the rule and says what is wrong with it.
[[nodiscard]] fault_rule read_fault_rule(std::string_view text);

/// Whether a path below the base, as sent, matches a rule's pattern.
[[nodiscard]] bool path_matches(std::string_view pattern, std::string_view path);

}  // namespace censusctl::sandbox
