#pragma once
#include <filesystem>
#include <string>

namespace censusctl::http {

/// The file with the certificate authorities of this machine, where the TLS library's own place has none: a
/// program that was built on one distribution and runs on another looks where that one keeps them. Empty:
/// there is none of a known name. `root` stands before each name, for tests.
[[nodiscard]] std::string authorities_of_other_systems(const std::filesystem::path& root = {});

}  // namespace censusctl::http
