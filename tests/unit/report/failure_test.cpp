#include "report/failure.hpp"

#include <doctest/doctest.h>

#include "unit/report/samples.hpp"

using namespace censusctl;
using report::failure_text;

namespace {

http::failure refused() {
    http::failure problem;
    problem.stage = http::stage::status;
    problem.sent = http::sent_state::answered;
    problem.status = 401;
    problem.method = "GET";
    problem.target = "/api/v1/syncs?page=2";
    problem.message = "the token was refused";
    problem.server_text = "Access denied";
    problem.hint = "set CENSUS_API_TOKEN";
    return problem;
}

}  // namespace

TEST_CASE("a refused request in words") {
    CHECK(failure_text(refused()) ==
          "GET /api/v1/syncs?page=2: 401: the token was refused: the server says 'Access denied'\n"
          "   hint: set CENSUS_API_TOKEN\n");
}

TEST_CASE("a request without a reply") {
    http::failure problem = refused();
    problem.status = 0;
    problem.message = "connection closed before a reply came";
    problem.server_text.clear();
    problem.hint.clear();
    problem.attempts = 4;
    CHECK(failure_text(problem) ==
          "GET /api/v1/syncs?page=2: connection closed before a reply came (4 attempts)\n");
}

TEST_CASE("a status that the message says is not said again") {
    http::failure problem = refused();
    problem.message = "GET /syncs was refused: the token is not accepted (HTTP 401)";
    problem.server_text.clear();
    CHECK(failure_text(problem).find("GET /api/v1/syncs?page=2: GET /syncs was refused: the token is not "
                                     "accepted (HTTP 401)\n") == 0);
}

TEST_CASE("the same words are not said twice") {
    http::failure problem = refused();
    problem.message = problem.server_text;
    CHECK(failure_text(problem).find("GET /api/v1/syncs?page=2: 401: Access denied\n") == 0);
}

TEST_CASE("what the server says is escaped and cut") {
    http::failure problem = refused();
    problem.server_text = test::hostile;
    CHECK(failure_text(problem).find(
              "says '\\x1b[31mred\\x1b[0m\\nPlan: 0 to create\\r\\t\\u{202e}gnp.exe") != std::string::npos);
    problem.server_text = std::string(5'000'000, 'x');
    CHECK(failure_text(problem).size() < 700);
}
