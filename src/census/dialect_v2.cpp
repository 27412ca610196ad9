#include "census/dialect.hpp"
#include "census/v2_metadata_codec.hpp"
#include "census/v2_sync_codec.hpp"

namespace censusctl::census {
namespace {

constexpr coupled_codecs v2_codecs{decode_v2_sync, encode_v2_sync, encode_v2_patch};

dialect make_v2() {
    dialect generation = dialect_v1();  // what is not said here is as V1 has it
    generation.name = "v2";
    generation.retires = {};
    generation.destinations = "/activations";
    generation.source_connection = decode_v2_source;
    generation.destination_connection = decode_activation;
    generation.sync = nullptr;
    generation.encode_sync = nullptr;
    generation.encode_patch = nullptr;
    generation.coupled = &v2_codecs;
    return generation;
}

}  // namespace

const dialect& dialect_v2() noexcept {
    static const dialect generation = make_v2();
    return generation;
}

}  // namespace censusctl::census
