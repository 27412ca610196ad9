#include "apply/ambiguous_write.hpp"

#include <doctest/doctest.h>

namespace {

using censusctl::apply::is_ambiguous;
using censusctl::http::failure;
using censusctl::http::sent_state;
using censusctl::http::stage;

failure answered(int status) {
    failure problem;
    problem.stage = stage::status;
    problem.sent = sent_state::answered;
    problem.status = status;
    return problem;
}

}  // namespace

TEST_CASE("a request that never left this machine leaves nothing open") {
    failure problem;
    problem.stage = stage::connect;
    problem.sent = sent_state::not_sent;
    CHECK_FALSE(is_ambiguous(problem));
}

TEST_CASE("a request without a reply may have been done") {
    failure problem;
    problem.stage = stage::first_byte;
    problem.sent = sent_state::maybe_sent;
    CHECK(is_ambiguous(problem));
}

TEST_CASE("a refusal says that it was not done and a gateway says nothing") {
    for (const int status : {200, 400, 401, 403, 404, 409, 422, 429, 501, 505}) {
        CHECK_FALSE(is_ambiguous(answered(status)));
    }
    for (const int status : {301, 302, 307, 408, 500, 502, 503, 504, 507, 520, 522, 530}) {
        CHECK(is_ambiguous(answered(status)));
    }
}

TEST_CASE("a reply that cannot be read may stand for a write that was done") {
    failure problem = answered(200);
    problem.stage = stage::decode;
    CHECK(is_ambiguous(problem));
}
