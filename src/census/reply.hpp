#pragma once
#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "census/endpoint.hpp"
#include "http/client.hpp"
#include "json/reader.hpp"

namespace censusctl::census {

/// Takes what is wanted of a reply's `data`, and of what stands beside it. What it notes as a problem makes
/// the reply a failure.
using data_taker = std::function<void(const json::reader& data, const json::reader& envelope)>;

/// The words of success of the first generation.
inline constexpr std::array<std::string_view, 2> first_success_words{"success", "created"};

/// What the envelope of a reply has to be.
struct envelope_rules {
    /// The words of `status` with which a request was done. Empty: any that is no refusal, and none, will do.
    std::span<const std::string_view> success_words{first_success_words};
    bool has_data{true};  ///< false: the HTTP status and the word are the whole answer
};

/// The failure that a reply is, or nothing if it is a success, whose data `take` was given then. Both
/// envelopes of the API reference are read: {"status": "success" or "created", "data"} and {"status":
/// "error", "message"}; besides {"status": "404"}, 404 or "not_found", which later servers give for what is
/// not there. A reply is a success only if both its HTTP status and its envelope say so; an empty one never
/// is.
[[nodiscard]] std::optional<http::failure> read_reply(const call& asked, const http::response& reply,
                                                      const data_taker& take, envelope_rules rules = {});

/// The totals that a page tells; absent where it tells none.
[[nodiscard]] std::optional<page_totals> decode_totals(const json::reader& envelope);

/// The failure of a reply about another thing than was asked for.
[[nodiscard]] http::failure about_another(const call& asked, int http_status);

/// The same, decoded into a value by one of the codecs.
template <class T>
[[nodiscard]] result<T> decode_reply(const call& asked, const http::response& reply,
                                     void (*decode)(const json::reader& data, T& into),
                                     envelope_rules rules = {}) {
    T value{};
    auto problem = read_reply(
        asked, reply, [&](const json::reader& data, const json::reader&) { decode(data, value); }, rules);
    if (problem) {
        return std::move(*problem);
    }
    return value;
}

}  // namespace censusctl::census
