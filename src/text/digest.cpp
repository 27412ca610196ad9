#include "text/digest.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace censusctl::text {

namespace {

/// 32 bytes.
std::string hash_of(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
        throw std::runtime_error("SHA-256 is not available in this OpenSSL");
    }
    return {digest.begin(), digest.begin() + size};
}

}  // namespace

std::string sha256(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown = "sha256:";
    for (const char character : hash_of(bytes)) {
        const auto value = static_cast<unsigned char>(character);
        shown += digits[value >> 4U];
        shown += digits[value & 15U];
    }
    return shown;
}

std::string sha256_base64(std::string_view bytes) {
    const std::string hash = hash_of(bytes);
    std::array<unsigned char, 64> text{};
    std::array<unsigned char, 32> raw{};
    std::copy(hash.begin(), hash.end(), raw.begin());
    const int size = EVP_EncodeBlock(text.data(), raw.data(), static_cast<int>(raw.size()));
    return {text.begin(), text.begin() + size};
}

}  // namespace censusctl::text
