// A libFuzzer target for the decoders of replies; `cmake -DCENSUSCTL_FUZZ=ON` with clang builds it as
// fuzz_replies. The first byte chooses the endpoint, the rest is the body. It looks for crashes, sanitizer
// reports, hangs, failures that do not name their endpoint, and syncs that change by being sent.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "census/destination_metadata_codec.hpp"
#include "census/reply.hpp"
#include "census/run_codec.hpp"
#include "census/source_metadata_codec.hpp"
#include "census/sync_codec.hpp"
#include "json/document.hpp"

namespace {

using namespace censusctl;
using namespace censusctl::census;

template <class T>
result<T> read(const http::response& reply, void (*codec)(const json::reader&, T&)) {
    auto decoded = decode_reply<T>(read_call("/api/v1", "/x"), reply, codec);
    if (decoded.has_error()) {
        const http::failure& problem = decoded.error();
        if (problem.message.find("GET /x") == std::string::npos ||
            problem.sent != http::sent_state::answered) {
            std::abort();
        }
    }
    return decoded;
}

/// What is sent of a sync must be JSON again.
void send(const model::live_sync& sync) {
    json::document document;
    if (!document.parse(encode_sync(sync.spec))) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    http::response reply;
    reply.status = 200;
    reply.body.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 8) {
        case 0:
            (void)read(reply, decode_source_connections);
            break;
        case 1:
            (void)read(reply, decode_source_objects);
            break;
        case 2:
            (void)read(reply, decode_destination_connections);
            break;
        case 3:
            (void)read(reply, decode_destination_connection);
            break;
        case 4:
            (void)read(reply, decode_destination_object);
            break;
        case 5:
            (void)read(reply, decode_runs);
            break;
        case 6:
            (void)read(reply, decode_created_sync);
            break;
        default:
            if (const auto sync = read(reply, decode_sync)) {
                send(*sync);
            }
    }
    return 0;
}
