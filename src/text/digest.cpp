#include "text/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace censusctl::text {

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
        throw std::runtime_error("SHA-256 is not available in this OpenSSL");
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown = "sha256:";
    for (unsigned int at = 0; at < size; ++at) {
        shown += digits[digest[at] >> 4U];
        shown += digits[digest[at] & 15U];
    }
    return shown;
}

}  // namespace censusctl::text
