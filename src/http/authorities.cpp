#include "http/authorities.hpp"

#include <unistd.h>

#include <array>

namespace censusctl::http {

std::string authorities_of_other_systems(const std::filesystem::path& root) {
    constexpr std::array<const char*, 6> known{
        "/etc/ssl/certs/ca-certificates.crt",                 // Debian, Ubuntu, Arch, Gentoo, Alpine
        "/etc/pki/tls/certs/ca-bundle.crt",                   // Fedora, RHEL
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // newer ones of these
        "/etc/ssl/ca-bundle.pem",                             // openSUSE
        "/etc/ssl/cert.pem",                                  // Alpine, and what has LibreSSL
        "/etc/pki/tls/cacert.pem",
    };
    for (const char* name : known) {
        std::string path = root.string() + name;
        if (::access(path.c_str(), R_OK) == 0) {
            return path;
        }
    }
    return {};
}

}  // namespace censusctl::http
