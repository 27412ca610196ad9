// A libFuzzer target for the decoders of replies; `cmake -DCENSUSCTL_FUZZ=ON` with clang builds it as
// fuzz_replies. The first byte chooses generation, endpoint and whether it is a list, the rest is the body.
// It looks for crashes, sanitizer reports, hangs, failures that do not name their endpoint, and syncs that
// change by being sent.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "census/dialect.hpp"
#include "census/reply.hpp"
#include "census/rows.hpp"
#include "census/sync_codec.hpp"
#include "census/v2_sync_codec.hpp"
#include "json/document.hpp"

namespace {

using namespace censusctl;
using namespace censusctl::census;

void require(bool law) {
    if (!law) {
        std::abort();
    }
}

/// What a reply holds, one or a list of them; empty where it is a failure.
template <class T>
std::vector<T> read(const http::response& reply, decoder<T> decode, bool is_list, const dialect& speech) {
    std::vector<T> rows;
    const auto take = [&](const json::reader& data, const json::reader& envelope) {
        if (is_list) {
            decode_rows(data, decode, rows);
            (void)decode_totals(envelope);
        } else {
            decode(data, rows.emplace_back());
        }
    };
    envelope_rules rules;
    rules.success_words = speech.success_words;
    if (const auto problem = read_reply(read_call("/api/v1", "/x"), reply, take, rules)) {
        require(problem->message.find("GET /x") != std::string::npos);
        require(problem->sent == http::sent_state::answered);
        return {};
    }
    return rows;
}

/// A sync of V2, where one activation is known.
void decode_coupled(const json::reader& data, model::live_sync& into) {
    model::destination_connection activation;
    activation.id = model::connection_id(std::string("glimmering_donkey"));
    activation.source_id = model::connection_id(4);
    v2_learning learnt;
    learnt.know_activations({activation});
    learnt.know_object("glimmering_donkey", "user");
    decode_v2_sync(data, learnt, into);
    (void)learnt.keys();
    (void)learnt.why_unproved();
}

/// What is sent of a sync must be JSON again.
void send(const model::live_sync& sync, const dialect& speech) {
    json::document document;
    require(document.parse(speech.coupled != nullptr ? speech.coupled->encode(sync.spec, v2_keys(), {})
                                                     : speech.encode_sync(sync.spec)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    http::response reply;
    reply.status = 200;
    const void* body = data + 1;
    reply.body.assign(static_cast<const char*>(body), size - 1);
    constexpr unsigned kinds = 7;
    const unsigned choice = data[0];
    const bool is_list = choice / kinds % 2 == 1;
    const auto generations = all_dialects();
    const dialect& speech = *generations[choice / kinds / 2 % generations.size()];
    switch (choice % kinds) {
        case 0:
            (void)read(reply, speech.source_connection, is_list, speech);
            break;
        case 1:
            (void)read(reply, speech.source_object, is_list, speech);
            break;
        case 2:
            (void)read(reply, speech.destination_connection, is_list, speech);
            break;
        case 3:
            (void)read(reply, speech.destination_object, is_list, speech);
            break;
        case 4:
            (void)read(reply, speech.run, is_list, speech);
            break;
        case 5:
            (void)read<std::int64_t>(reply, decode_created_sync, false, speech);
            break;
        default:
            for (const model::live_sync& sync : read<model::live_sync>(
                     reply, speech.coupled != nullptr ? decode_coupled : speech.sync, is_list, speech)) {
                send(sync, speech);
            }
    }
    return 0;
}
