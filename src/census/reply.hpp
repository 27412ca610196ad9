#pragma once
#include <functional>
#include <optional>

#include "census/endpoint.hpp"
#include "http/client.hpp"
#include "json/reader.hpp"

namespace censusctl::census {

/// Takes what is wanted of a reply's `data`. What it notes as a problem makes the reply a failure.
using data_taker = std::function<void(const json::reader& data)>;

/// The failure that a reply is, or nothing if it is a success, whose data `take` was given then. Both
/// envelopes of the API reference are read: {"status": "success" or "created", "data"} and {"status":
/// "error", "message"}; besides {"status": "404"} or 404, which later servers give for what is not there. A
/// reply is a success only if both its HTTP status and its envelope say so; an empty one never is.
[[nodiscard]] std::optional<http::failure> read_reply(const call& asked, const http::response& reply,
                                                      const data_taker& take);

/// The same, decoded into a value by one of the codecs.
template <class T>
[[nodiscard]] result<T> decode_reply(const call& asked, const http::response& reply,
                                     void (*decode)(const json::reader& data, T& into)) {
    T value{};
    auto problem = read_reply(asked, reply, [&](const json::reader& data) { decode(data, value); });
    if (problem) {
        return std::move(*problem);
    }
    return value;
}

}  // namespace censusctl::census
