#include "text/version.hpp"

namespace censusctl::text {
namespace {

std::string_view& current() noexcept {
    static std::string_view of_the_build = CENSUSCTL_PROJECT_VERSION;
    return of_the_build;
}

}  // namespace

std::string_view version() noexcept {
    return current();
}

void set_version(std::string_view build) noexcept {
    current() = build;
}

}  // namespace censusctl::text
