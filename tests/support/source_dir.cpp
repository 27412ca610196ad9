#include "support/source_dir.hpp"

namespace censusctl::test {

const std::string& source_dir() {
    static const std::string path = CENSUSCTL_SOURCE_DIR;
    return path;
}

}  // namespace censusctl::test
