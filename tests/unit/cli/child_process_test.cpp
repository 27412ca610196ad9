#include "cli/child_process.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

using namespace censusctl::cli;

namespace {

child_outcome shell(const std::string& script, child_command wanted = {}) {
    wanted.words = {"sh", "-c", script, "sh", "$(exit 9); *"};
    return run_child(wanted);
}

}  // namespace

TEST_CASE("a child has its output and its complaint and its status kept apart") {
    const child_outcome done = shell("echo out; echo err >&2; exit 3");
    CHECK(done.started);
    CHECK(done.status == 3);
    CHECK(done.output == "out\n");
    CHECK(done.complaint == "err\n");
}

TEST_CASE("a child is given each word as it is") {
    CHECK(shell("printf %s \"$1\"").output == "$(exit 9); *");
}

TEST_CASE("a child reads its input while it fills both pipes") {
    child_command wanted;
    wanted.input = std::string(300000, 'x');
    const child_outcome done = shell("tee /dev/stderr", wanted);
    CHECK(done.status == 0);
    CHECK(done.output == wanted.input);
    CHECK(done.complaint.size() == 65536);
}

TEST_CASE("a child that prints without end is ended") {
    child_command wanted;
    wanted.most_output = 100000;
    const child_outcome done = shell("exec yes", wanted);
    CHECK(done.too_long);
    CHECK(done.status == -1);
    CHECK(done.output.empty());
}

TEST_CASE("a child sees only the variables that it may see") {
    REQUIRE(::setenv("CENSUSCTL_TEST_SECRET", "hidden", 1) == 0);
    CHECK(shell("printf %s \"$CENSUSCTL_TEST_SECRET\"").output == "hidden");
    child_command wanted;
    wanted.without = {"CENSUSCTL_TEST_SECRET"};
    wanted.with = {"CENSUSCTL_TEST_ADDED=a b"};
    CHECK(shell("printf '%s|%s' \"$CENSUSCTL_TEST_SECRET\" \"$CENSUSCTL_TEST_ADDED\"", wanted).output ==
          "|a b");
}

TEST_CASE("a program that is not there is not started") {
    child_command wanted;
    wanted.words = {"censusctl-no-such-program"};
    CHECK_FALSE(run_child(wanted).started);
}
