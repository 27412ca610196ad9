#pragma once
#include <utility>
#include <vector>

#include "census/reply.hpp"
#include "census/rows.hpp"

/// One request and what its reply is decoded into. The JSON lives only while it is decoded, the body only
/// until the request returns.
namespace censusctl::census {

/// Sends a call and gives what `take` makes of the reply: `take(call, reply)` is a result<T>.
template <class T, class Take>
awaitable<result<T>> exchange(http::client* transport, call asked, Take take) {
    http::request message = asked.message;
    result<http::response> reply = co_await transport->send(std::move(message));
    if (!reply) {
        result<T> failed = std::move(reply).error();
        co_return failed;
    }
    result<T> decoded = take(asked, *reply);
    co_return decoded;
}

/// For `is_it`: whichever it is.
struct anything {
    template <class T>
    bool operator()(const T&) const {
        return true;
    }
};

/// Reads one thing that `is_it` knows for the one that was asked for. A reply about another is a failure: a
/// proxy or cache mixes replies up, or worse.
template <class T, class IsIt = anything>
awaitable<result<T>> ask_for(http::client* transport, call asked, envelope_rules rules, decoder<T> decode,
                             IsIt is_it = {}) {
    return exchange<T>(transport, std::move(asked),
                       [rules, decode, is_it](const call& sent, const http::response& reply) -> result<T> {
                           result<T> read = decode_reply<T>(sent, reply, decode, rules);
                           if (read && !is_it(*read)) {
                               return about_another(sent, reply.status);
                           }
                           return read;
                       });
}

/// Reads a page of a list.
template <class T, class AreThey = anything>
awaitable<result<page_rows<T>>> ask_page(http::client* transport, call asked, envelope_rules rules,
                                         decoder<T> decode, AreThey are_they = {}) {
    return exchange<page_rows<T>>(
        transport, std::move(asked),
        [rules, decode, are_they](const call& sent, const http::response& reply) -> result<page_rows<T>> {
            page_rows<T> page;
            const auto take = [&](const json::reader& data, const json::reader& envelope) {
                decode_rows(data, decode, page.rows);
                page.totals = decode_totals(envelope);
            };
            if (auto problem = read_reply(sent, reply, take, rules)) {
                return std::move(*problem);
            }
            if (!are_they(page.rows)) {
                return about_another(sent, reply.status);
            }
            return page;
        });
}

/// Asks for something that is done, and told by HTTP status and envelope alone.
inline awaitable<result<void>> ask_to(http::client* transport, call asked, envelope_rules rules) {
    rules.has_data = false;
    return exchange<void>(transport, std::move(asked),
                          [rules](const call& sent, const http::response& reply) -> result<void> {
                              const auto take = [](const json::reader&, const json::reader&) {
                              };
                              if (auto problem = read_reply(sent, reply, take, rules)) {
                                  return std::move(*problem);
                              }
                              return result<void>();
                          });
}

/// A request that is not sent.
template <class T>
awaitable<result<T>> refuse(http::failure why) {
    result<T> refused = std::move(why);
    co_return refused;
}

}  // namespace censusctl::census
