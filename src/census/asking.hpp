#pragma once
#include <utility>
#include <vector>

#include "census/reply.hpp"
#include "census/rows.hpp"
#include "census/spoken_dialect.hpp"

/// One request and what its reply is decoded into, by the codecs of the generation that the reply is of. The
/// JSON lives only while it is decoded, the body only until the request returns.
namespace censusctl::census {

/// The codec of a dialect.
template <class T>
using codec_member = decoder<T> dialect::*;

/// What a client has for all its requests; both outlive them.
struct conversation {
    http::client* transport;
    spoken_dialect* spoken;

    [[nodiscard]] envelope_rules rules() const {
        envelope_rules expected;
        expected.success_words = spoken->get().success_words;
        return expected;
    }
};

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
/// proxy or cache mixes replies up, or worse. `look` sees its JSON first.
template <class T, class IsIt, class Look>
awaitable<result<T>> ask_and_look(conversation with, call asked, codec_member<T> codec, IsIt is_it,
                                  Look look) {
    return exchange<T>(
        with.transport, std::move(asked),
        [with, codec, is_it, look](const call& sent, const http::response& reply) -> result<T> {
            T read{};
            const auto take = [&](const json::reader& data, const json::reader&) {
                look(*with.spoken, data);
                (with.spoken->get().*codec)(data, read);
            };
            if (auto problem = read_reply(sent, reply, take, with.rules())) {
                return std::move(*problem);
            }
            if (!is_it(read)) {
                return about_another(sent, reply.status);
            }
            return read;
        });
}

/// For `look`: nothing is looked at.
struct unseen {
    void operator()(spoken_dialect&, const json::reader&) const {}
};

template <class T, class IsIt = anything>
awaitable<result<T>> ask_for(conversation with, call asked, codec_member<T> codec, IsIt is_it = {}) {
    return ask_and_look<T>(with, std::move(asked), codec, is_it, unseen{});
}

/// The same for what all generations spell alike.
template <class T>
awaitable<result<T>> ask_for(conversation with, call asked, decoder<T> decode) {
    return exchange<T>(with.transport, std::move(asked),
                       [with, decode](const call& sent, const http::response& reply) -> result<T> {
                           return decode_reply<T>(sent, reply, decode, with.rules());
                       });
}

/// Reads a page of a list.
template <class T, class AreThey = anything>
awaitable<result<page_rows<T>>> ask_page(conversation with, call asked, codec_member<T> codec,
                                         AreThey are_they = {}) {
    return exchange<page_rows<T>>(
        with.transport, std::move(asked),
        [with, codec, are_they](const call& sent, const http::response& reply) -> result<page_rows<T>> {
            page_rows<T> page;
            const auto take = [&](const json::reader& data, const json::reader& envelope) {
                with.spoken->see_list(envelope);
                if (!envelope.failed()) {
                    decode_rows(data, with.spoken->get().*codec, page.rows);
                    page.totals = decode_totals(envelope);
                }
            };
            if (auto problem = read_reply(sent, reply, take, with.rules())) {
                return std::move(*problem);
            }
            if (!are_they(page.rows)) {
                return about_another(sent, reply.status);
            }
            return page;
        });
}

/// Asks for something that is done, and told by HTTP status and envelope alone.
inline awaitable<result<void>> ask_to(conversation with, call asked) {
    return exchange<void>(with.transport, std::move(asked),
                          [with](const call& sent, const http::response& reply) -> result<void> {
                              envelope_rules rules = with.rules();
                              rules.has_data = false;
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
