#include "http/authorities.hpp"

#include <doctest/doctest.h>

#include "support/temporary_folder.hpp"

using namespace censusctl;
namespace fs = std::filesystem;

TEST_CASE("authorities are looked for where distributions keep them, in one order") {
    const test::temporary_folder folder;
    CHECK(http::authorities_of_other_systems(folder.path).empty());
    std::string best;
    for (const char* name : {"etc/pki/tls/cacert.pem", "etc/ssl/cert.pem", "etc/ssl/ca-bundle.pem",
                             "etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
                             "etc/pki/tls/certs/ca-bundle.crt", "etc/ssl/certs/ca-certificates.crt"}) {
        const fs::path path = folder.path / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path) << "PEM";
        CHECK(http::authorities_of_other_systems(folder.path) == path.string());
    }
}
