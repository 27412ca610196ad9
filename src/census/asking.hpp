#pragma once
#include <optional>
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

/// What a client has for all its requests; what it points to outlives them.
struct conversation {
    http::client* transport;
    spoken_dialect* spoken;
    bool has_workspace_key{false};  ///< the token begins as the API key of a workspace does

    [[nodiscard]] envelope_rules rules() const {
        envelope_rules expected;
        expected.success_words = spoken->get().success_words;
        return expected;
    }
};

/// Says with a token that was not accepted whether it is of the kind that the generation takes.
[[nodiscard]] http::failure with_advice(const conversation& with, http::failure problem);

/// Sends a call, waits until `ready`, and gives what `take` makes of the reply: `ready(reply)` is an
/// awaitable of a failure or nothing, `take(call, reply)` a result<T>.
template <class T, class Ready, class Take>
awaitable<result<T>> exchange_when(conversation with, call asked, Ready ready, Take take) {
    http::request message = asked.message;
    result<http::response> reply = co_await with.transport->send(std::move(message));
    if (!reply) {
        result<T> failed = std::move(reply).error();
        co_return failed;
    }
    std::optional<http::failure> problem = co_await ready(*reply);
    if (problem) {
        result<T> failed = std::move(*problem);
        co_return failed;
    }
    result<T> decoded = take(asked, *reply);
    if (!decoded) {
        decoded = with_advice(with, std::move(decoded).error());
    }
    co_return decoded;
}

/// Nothing need be waited for.
struct at_once {
    awaitable<std::optional<http::failure>> operator()(const http::response&) const {
        co_return std::nullopt;
    }
};

/// Sends a call and gives what `take` makes of the reply.
template <class T, class Take>
awaitable<result<T>> exchange(conversation with, call asked, Take take) {
    return exchange_when<T>(with, std::move(asked), at_once(), std::move(take));
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
awaitable<result<T>> ask_for(conversation with, call asked, codec_member<T> codec, IsIt is_it = {}) {
    return exchange<T>(with, std::move(asked),
                       [with, codec, is_it](const call& sent, const http::response& reply) -> result<T> {
                           T read{};
                           const auto take = [&](const json::reader& data, const json::reader&) {
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

/// The same for what all generations spell alike.
template <class T>
awaitable<result<T>> ask_for(conversation with, call asked, decoder<T> decode) {
    return exchange<T>(with, std::move(asked),
                       [with, decode](const call& sent, const http::response& reply) -> result<T> {
                           return decode_reply<T>(sent, reply, decode, with.rules());
                       });
}

/// For `look`: nothing is looked at.
struct unseen {
    void operator()(spoken_dialect&, const json::reader&) const {}
};

/// For rows: by a codec of the dialect that is spoken.
template <class T>
struct by_codec {
    codec_member<T> codec;
    void operator()(const dialect& spoken, const json::reader& row, T& into) const {
        (spoken.*codec)(row, into);
    }
};

/// The page that a reply is. `look(spoken, data)` sees its rows first, once the envelope is known to be
/// right.
template <class T, class Decode, class Look>
result<page_rows<T>> take_page(conversation with, const call& sent, const http::response& reply,
                               Decode decode, Look look) {
    page_rows<T> page;
    page.bytes = reply.body.size();
    const auto take = [&](const json::reader& data, const json::reader& envelope) {
        with.spoken->see_list(envelope);
        look(*with.spoken, data);
        if (!envelope.failed()) {
            const dialect& spoken = with.spoken->get();
            data.each_element(
                [&](const json::reader& row) { decode(spoken, row, page.rows.emplace_back()); });
            page.totals = decode_totals(envelope);
        }
    };
    if (auto problem = read_reply(sent, reply, take, with.rules())) {
        return std::move(*problem);
    }
    return page;
}

/// Reads a page of a list.
template <class T, class AreThey = anything, class Look = unseen>
awaitable<result<page_rows<T>>> ask_page(conversation with, call asked, codec_member<T> codec,
                                         AreThey are_they = {}, Look look = {}) {
    return exchange<page_rows<T>>(
        with, std::move(asked),
        [with, codec, are_they, look](const call& sent, const http::response& reply) -> result<page_rows<T>> {
            result<page_rows<T>> page = take_page<T>(with, sent, reply, by_codec<T>{codec}, look);
            if (page && !are_they(page->rows)) {
                return about_another(sent, reply.status);
            }
            return page;
        });
}

/// Asks for something that is done, and told by HTTP status and envelope alone.
inline awaitable<result<void>> ask_to(conversation with, call asked) {
    return exchange<void>(with, std::move(asked),
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
