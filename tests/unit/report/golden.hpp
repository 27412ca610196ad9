#pragma once
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "support/accept.hpp"
#include "support/source_dir.hpp"

/// Whole outputs kept as files beside the tests. CENSUSCTL_ACCEPT=1 writes what is printed now into them, to
/// be reviewed as a diff.
namespace censusctl::test {

inline std::string golden_path(const std::string& name) {
    return censusctl::test::source_dir() + "/tests/unit/report/golden/" + name;
}

inline std::string read_golden(const std::string& name) {
    std::ifstream file(golden_path(name), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline void check_golden(const std::string& name, const std::string& printed) {
    if (accepts_what_is_printed()) {
        std::ofstream(golden_path(name), std::ios::binary) << printed;
    }
    CHECK_MESSAGE(printed == read_golden(name), name, " differs; it is now:\n", printed);
}

}  // namespace censusctl::test
