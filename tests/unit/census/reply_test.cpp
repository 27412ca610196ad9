#include "census/reply.hpp"
#include "census/refusal.hpp"

#include <doctest/doctest.h>

using namespace censusctl;
using namespace censusctl::census;

namespace {

void take_id(const json::reader& data, std::int64_t& into) {
    into = data.required_id("id");
}

result<std::int64_t> read(std::string_view body, int status = 200) {
    http::response reply;
    reply.status = status;
    reply.body = body;
    return decode_reply<std::int64_t>(read_call("/api/v1", "/syncs/61"), reply, take_id);
}

http::failure failure_of(std::string_view body, int status = 200) {
    const auto outcome = read(body, status);
    REQUIRE(outcome.has_error());
    const http::failure problem = outcome.error();
    CHECK(problem.sent == http::sent_state::answered);
    CHECK(problem.method == "GET");
    CHECK(problem.target == "/api/v1/syncs/61");
    return problem;
}

}  // namespace

TEST_CASE("both words of success are read") {
    CHECK(read(R"({"status": "success", "data": {"id": 5}})").value() == 5);
    CHECK(read(R"({"status": "created", "data": {"id": 5}})", 201).value() == 5);
    CHECK(read(R"({"data": {"id": 5, "x": []}, "new": 1, "status": "success"})").value() == 5);
}

TEST_CASE("an error in the envelope is a failure whatever the HTTP status") {
    const auto problem = failure_of(R"({"status": "error", "message": "label is too long"})");
    CHECK(problem.stage == http::stage::status);
    CHECK(problem.status == 200);
    CHECK(problem.message == "GET /syncs/61 was refused (HTTP 200, status 'error')");
    CHECK(problem.server_text == "label is too long");

    const auto other = failure_of(R"({"status": "error", "message": "bad", "data": {"id": 5}})", 422);
    CHECK(other.status == 422);
    CHECK(other.message == "GET /syncs/61 was refused (HTTP 422)");
    CHECK(other.server_text == "bad");
}

TEST_CASE("an HTTP error counts even if the envelope says success") {
    const auto problem = failure_of(R"({"status": "success", "data": {"id": 5}})", 500);
    CHECK(problem.stage == http::stage::status);
    CHECK(problem.status == 500);
}

TEST_CASE("the envelope may say 404 as a string or a number") {
    for (const std::string_view body : {R"({"status": "404"})", R"({"status": 404})"}) {
        CAPTURE(body);
        for (const int status : {200, 404}) {
            const auto problem = failure_of(body, status);
            CHECK(problem.stage == http::stage::status);
            CHECK(problem.status == 404);
            CHECK(problem.server_text.empty());
        }
        CHECK(failure_of(body).message ==
              "GET /syncs/61 was answered with not found (HTTP 200, status '404')");
    }
}

// Hazards 3 and 107.
TEST_CASE("the envelope may say not found in a word") {
    for (const int status : {200, 404}) {
        const auto problem = failure_of(R"({"status": "not_found"})", status);
        CHECK(problem.stage == http::stage::status);
        CHECK(problem.status == 404);
    }
}

TEST_CASE("refusals say what they are and what to do") {
    const auto problem_of = [](int status) {
        return failure_of(R"({"status": "error", "message": "no"})", status);
    };
    CHECK(problem_of(401).message == "GET /syncs/61 was refused: the token is not accepted (HTTP 401)");
    CHECK(problem_of(401).hint == "check that the API token is right, and not revoked");
    CHECK(problem_of(403).message == "GET /syncs/61 was refused: the token gives no access to it (HTTP 403)");
    CHECK(problem_of(403).hint ==
          "it may belong to another workspace than the token, be hidden from the token's user, or not be "
          "enabled: the token itself may be good");
    CHECK(problem_of(404).message == "GET /syncs/61 was answered with not found (HTTP 404)");
    CHECK(problem_of(404).hint == "check the id or name, and that the token is of the right workspace");
    CHECK(problem_of(408).message == "GET /syncs/61 timed out on the server (HTTP 408)");
    CHECK(problem_of(410).message ==
          "GET /syncs/61 was answered with gone: what is asked for is served no more (HTTP 410)");
    CHECK(problem_of(410).hint ==
          "the vendor may have retired this generation of the API, V1 on 2027-01-15: `censusctl migrate --to "
          "v2` "
          "moves the files to V2");
    CHECK(problem_of(429).message == "GET /syncs/61 was refused: too many requests (HTTP 429)");
    CHECK(problem_of(429).hint == "wait a while, or use a lower --concurrency");
    CHECK(problem_of(400).message == "GET /syncs/61 was refused (HTTP 400)");
    CHECK(problem_of(302).message == "GET /syncs/61 was redirected, which is not followed (HTTP 302)");
    CHECK(problem_of(302).hint ==
          "check the base URL; the token is sent to the host that it names, and to no other");
    CHECK(problem_of(503).message == "GET /syncs/61 failed on the server (HTTP 503)");
    CHECK(problem_of(503).hint == "try again later; if it stays so, ask the support of the service");
    CHECK(problem_of(503).server_text == "no");
}

TEST_CASE("a redirect says where it leads") {
    http::response reply;
    reply.status = 301;
    reply.headers.emplace_back("location", "https://elsewhere.test/\x1b[31mapi");
    const auto problem =
        read_reply(read_call("/api/v1", "/syncs/61"), reply, [](const json::reader&, const json::reader&) {});
    REQUIRE(problem.has_value());
    CHECK(
        problem->message ==
        "GET /syncs/61 was redirected to 'https://elsewhere.test/\\x1b[31mapi', which is not followed (HTTP "
        "301)");
}

TEST_CASE("error pages of a gateway are failures without a server text") {
    for (const std::string_view body : {"<html><body>502 Bad Gateway</body></html>", "", "upstream died"}) {
        CAPTURE(body);
        const auto problem = failure_of(body, 502);
        CHECK(problem.stage == http::stage::status);
        CHECK(problem.status == 502);
        CHECK(problem.message == "GET /syncs/61 failed on the server (HTTP 502)");
        CHECK(problem.server_text.empty());
    }
    const auto problem = failure_of("<html></html>", 404);
    CHECK(problem.message == "GET /syncs/61 was answered with not found, and not by the API (HTTP 404)");
    CHECK(problem.hint == "check the base URL: it should end like https://app.getcensus.com/api/v1");
}

TEST_CASE("a success without a body is never read as not found") {
    for (const int status : {200, 204}) {
        for (const std::string_view body : {"", " \r\n"}) {
            const auto problem = failure_of(body, status);
            CHECK(problem.stage == http::stage::decode);
            CHECK(problem.status == status);
            CHECK(problem.message ==
                  "the reply to GET /syncs/61 is empty (HTTP " + std::to_string(status) + ")");
        }
    }
}

TEST_CASE("a success that is not JSON is a decode failure") {
    const auto page = failure_of("  <!DOCTYPE html><title>Sign in</title>");
    CHECK(page.stage == http::stage::decode);
    CHECK(page.message == "the reply to GET /syncs/61 is a web page, not JSON (HTTP 200)");
    CHECK(page.hint == "check the base URL; a proxy or gateway may have answered instead of the API");

    const auto cut = failure_of(R"({"status": "success", "data": {"id")");
    CHECK(cut.stage == http::stage::decode);
    CHECK(cut.message == "the reply to GET /syncs/61 is not JSON: incomplete JSON at byte 35 (HTTP 200)");
}

TEST_CASE("a success that is not as described names the place") {
    const auto message_of = [](std::string_view body) {
        const auto problem = failure_of(body);
        CHECK(problem.stage == http::stage::decode);
        CHECK(problem.hint == "the server may speak another generation of the API");
        const std::string start = "the reply to GET /syncs/61 is not what the API reference describes: ";
        REQUIRE(problem.message.starts_with(start));
        return problem.message.substr(start.size());
    };
    CHECK(message_of(R"({"status": "success", "data": {}})") == "/data/id is missing (HTTP 200)");
    CHECK(message_of(R"({"status": "success", "data": null})") ==
          "/data is null, expected an object (HTTP 200)");
    CHECK(message_of(R"({"status": "success"})") == "/data is missing (HTTP 200)");
    CHECK(message_of(R"({"data": {"id": 5}})") == "/status is missing (HTTP 200)");
    CHECK(message_of(R"({"status": null, "data": {"id": 5}})") ==
          "/status is null, expected a string (HTTP 200)");
    CHECK(message_of(R"({"status": "partial", "data": {"id": 5}})") ==
          "/status is 'partial', expected 'success', 'created' or 'error' (HTTP 200)");
    CHECK(message_of(R"({"status": 200, "data": {"id": 5}})") ==
          "/status is '200', expected 'success', 'created' or 'error' (HTTP 200)");
    CHECK(message_of("[]") == "it is an array, expected an object (HTTP 200)");
    CHECK(message_of("null") == "it is null, expected an object (HTTP 200)");
    CHECK(message_of(R"({"status": ")" + std::string(500, 'x') + R"("})").size() < 160);
}

TEST_CASE("a list that is not found speaks of the base URL, a thing in it of its id") {
    const auto hint_for = [](const std::string& method, const std::string& path) {
        census::call asked;
        asked.name = method + " " + path;
        asked.message.method = method;
        census::refusal reason;
        reason.status = 404;
        reason.from_api = true;
        return census::refused(asked, 404, reason).hint;
    };
    const std::string of_a_thing = "check the id or name, and that the token is of the right workspace";
    const std::string of_the_url =
        "check the base URL, which should end like https://app.getcensus.com/api/v1, and that the token is "
        "of "
        "the right workspace";
    CHECK(hint_for("GET", "/sources") == of_the_url);
    CHECK(hint_for("GET", "/syncs?page=2") == of_the_url);
    CHECK(hint_for("GET", "/syncs/61") == of_a_thing);
    CHECK(hint_for("GET", "/destinations/7/objects") == of_a_thing);
    CHECK(hint_for("POST", "/syncs") == of_a_thing);
}
