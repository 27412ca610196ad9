#include "text/digest.hpp"

#include <nettle/base64.h>
#include <nettle/sha2.h>

#include <array>
#include <cstdint>

namespace censusctl::text {
namespace {

using hash = std::array<std::uint8_t, SHA256_DIGEST_SIZE>;

hash hash_of(std::string_view bytes) {
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
    sha256_ctx context{};
    sha256_init(&context);
    const void* data = bytes.data();
    sha256_update(&context, bytes.size(), static_cast<const std::uint8_t*>(data));
    sha256_digest(&context, digest.size(), digest.data());
    return digest;
}

}  // namespace

std::string sha256(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown = "sha256:";
    for (const std::uint8_t value : hash_of(bytes)) {
        shown += digits[value >> 4U];
        shown += digits[value & 15U];
    }
    return shown;
}

std::string sha256_base64(std::string_view bytes) {
    const hash digest = hash_of(bytes);
    std::string text(BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE), '\0');
    base64_encode_raw(text.data(), digest.size(), digest.data());
    return text;
}

}  // namespace censusctl::text
