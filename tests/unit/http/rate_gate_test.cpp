#include "http/rate_gate.hpp"

#include <doctest/doctest.h>

using namespace censusctl::http;
using std::chrono::milliseconds;

namespace {

rate_gate::time_point at(int ms) {
    return rate_gate::time_point{} + milliseconds{1'000'000 + ms};
}

void accept(rate_gate& gate, int replies) {
    for (int i = 0; i < replies; ++i) {
        gate.accepted();
    }
}

}  // namespace

TEST_CASE("the gate is open until it is held") {
    rate_gate gate{8};
    CHECK(gate.opens_at() < at(0));
    gate.hold(at(0), milliseconds{500});
    CHECK(gate.opens_at() == at(500));
}

TEST_CASE("a longer wait replaces a shorter one and never the reverse") {
    rate_gate gate{8};
    gate.hold(at(0), milliseconds{500});
    gate.hold(at(100), milliseconds{100});
    CHECK(gate.opens_at() == at(500));
    gate.hold(at(200), milliseconds{1000});
    CHECK(gate.opens_at() == at(1200));
}

TEST_CASE("each round of 429 halves the width down to one") {
    rate_gate gate{8};
    CHECK(gate.width() == 8);
    gate.refused(at(0), at(10));
    CHECK(gate.width() == 4);
    gate.refused(at(11), at(20));
    CHECK(gate.width() == 2);
    gate.refused(at(21), at(30));
    gate.refused(at(31), at(40));
    CHECK(gate.width() == 1);
}

TEST_CASE("requests of one round halve the width once") {
    rate_gate gate{8};
    for (int i = 0; i < 8; ++i) {
        gate.refused(at(i), at(100 + i));
    }
    CHECK(gate.width() == 4);
}

TEST_CASE("twenty other replies widen it by one up to the most") {
    rate_gate gate{4};
    gate.refused(at(0), at(1));
    CHECK(gate.width() == 2);
    accept(gate, 19);
    CHECK(gate.width() == 2);
    accept(gate, 1);
    CHECK(gate.width() == 3);
    accept(gate, 200);
    CHECK(gate.width() == 4);
}

TEST_CASE("a 429 starts the count of good replies again") {
    rate_gate gate{4};
    gate.refused(at(0), at(1));
    accept(gate, 19);
    gate.refused(at(0), at(2));
    accept(gate, 19);
    CHECK(gate.width() == 2);
    accept(gate, 1);
    CHECK(gate.width() == 3);
}

TEST_CASE("until the first 429 it grows with every good reply, and slowly after it") {
    rate_gate gate{8, 32};
    CHECK(gate.width() == 8);
    accept(gate, 8);
    CHECK(gate.width() == 16);
    accept(gate, 100);
    CHECK(gate.width() == 32);
    gate.refused(at(0), at(1));
    CHECK(gate.width() == 16);
    accept(gate, 19);
    CHECK(gate.width() == 16);
    accept(gate, 1);
    CHECK(gate.width() == 17);
    accept(gate, 1000);
    CHECK(gate.width() == 32);
}

TEST_CASE("a gate whose most is less than it begins with does not grow") {
    rate_gate gate{8, 0};
    accept(gate, 100);
    CHECK(gate.width() == 8);
}

TEST_CASE("a gate of no width is one of width one") {
    CHECK(rate_gate{0}.width() == 1);
}
