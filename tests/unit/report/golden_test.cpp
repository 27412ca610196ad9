// How the files that outputs are compared with come to be written.
#include "golden.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <optional>
#include <stdexcept>

using namespace censusctl;

namespace {

/// Sets a variable of the environment, or takes it away, until the test ends.
class environment {
public:
    environment(const char* name, const char* value) : name_(name) {
        if (const char* before = std::getenv(name)) {
            before_ = before;
        }
        set(value);
    }
    environment(const environment&) = delete;
    environment& operator=(const environment&) = delete;
    ~environment() { set(before_ ? before_->c_str() : nullptr); }

private:
    void set(const char* value) {
        if (value != nullptr) {
            ::setenv(name_, value, 1);
        } else {
            ::unsetenv(name_);
        }
    }

    const char* name_;
    std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("golden files are written on demand by a person, and never where CI is set") {
    const char* ci = nullptr;
    const char* accept = nullptr;
    SUBCASE("nothing is asked for") {}
    SUBCASE("nothing is asked for in CI") {
        ci = "true";
    }
    SUBCASE("an empty variable asks for nothing") {
        accept = "";
    }
    SUBCASE("a person asks") {
        accept = "1";
    }
    SUBCASE("a person asks, and CI is empty") {
        accept = "1";
        ci = "";
    }
    SUBCASE("CI asks") {
        accept = "1";
        ci = "true";
    }
    const environment accept_is("CENSUSCTL_ACCEPT", accept);
    const environment ci_is("CI", ci);
    const bool asked = accept != nullptr && *accept != '\0';
    if (asked && ci != nullptr && *ci != '\0') {
        CHECK_THROWS_WITH_AS(
            (void)test::accepts_what_is_printed(),
            "CENSUSCTL_ACCEPT is refused where CI is set: what it writes is reviewed by nobody there",
            std::runtime_error);
        const std::string before = test::read_golden("drift.txt");
        CHECK_THROWS_AS(test::check_golden("drift.txt", "anything"), std::runtime_error);
        CHECK(test::read_golden("drift.txt") == before);
    } else {
        CHECK(test::accepts_what_is_printed() == asked);
    }
}
