#include <doctest/doctest.h>

#include <array>
#include <random>

#include "census/destination_metadata_codec.hpp"
#include "census/reply.hpp"
#include "census/run_codec.hpp"
#include "census/source_metadata_codec.hpp"
#include "census/sync_codec.hpp"
#include "unit/census/support/decode.hpp"
#include "unit/census/support/reference_replies.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

/// What is found out about one mutated reply.
enum class outcome { taken, refused, not_json, not_as_described };

template <class T>
outcome read(const std::string& body, void (*codec)(const json::reader&, T&)) {
    http::response reply;
    reply.status = 200;
    reply.body = body;
    const auto decoded = decode_reply<T>(read_call("/api/v1", "/x"), reply, codec);
    if (decoded) {
        return outcome::taken;
    }
    const http::failure& problem = decoded.error();
    CAPTURE(body);
    CAPTURE(problem.message);
    REQUIRE(problem.sent == http::sent_state::answered);
    REQUIRE(problem.message.find("GET /x") != std::string::npos);
    if (problem.stage == http::stage::status) {
        return outcome::refused;
    }
    REQUIRE(problem.stage == http::stage::decode);
    REQUIRE_FALSE(problem.hint.empty());
    const bool located = problem.message.find("describes: /") != std::string::npos ||
                         problem.message.find("describes: it is ") != std::string::npos;
    REQUIRE((located || problem.message.find(" is not JSON: ") != std::string::npos ||
             problem.message.find(" is a web page") != std::string::npos ||
             problem.message.find(" is empty") != std::string::npos));
    return located ? outcome::not_as_described : outcome::not_json;
}

outcome read_as(std::size_t endpoint, const std::string& body) {
    switch (endpoint) {
        case 0:
            return read(body, rows_of<decode_source_connection>);
        case 1:
            return read(body, rows_of<decode_source_object>);
        case 2:
            return read(body, decode_source_object);
        case 3:
            return read(body, decode_destination_connection);
        case 4:
            return read(body, decode_destination_object);
        case 5:
            return read(body, rows_of<decode_sync>);
        case 6:
            return read(body, rows_of<decode_run>);
        default:
            return read(body, decode_created_sync);
    }
}

constexpr std::array<std::string_view, 8> replies{
    reference::sources, reference::data_sources, reference::model,     reference::destination,
    reference::object,  reference::syncs,        reference::sync_runs, reference::created_sync};

constexpr std::array<std::string_view, 14> scraps{
    "null", "true", "5",  "-1", "1e999", "\"\"",     "[]",
    "{}",   "[[",   "\"", "}",  "\\u0",  "\xff\xfe", "9223372036854775808"};

void mutate(std::string& text, std::mt19937& random) {
    const auto below = [&](std::size_t most) {
        return std::uniform_int_distribution<std::size_t>(0, most)(random);
    };
    const std::size_t at = below(text.size() - 1);
    switch (below(3)) {
        case 0:
            text[at] = static_cast<char>(below(255));
            break;
        case 1:
            text.erase(at, 1 + below(20));
            break;
        case 2:
            text.insert(at, scraps[below(scraps.size() - 1)]);
            break;
        default: {
            // A whole value in place of another, which mostly is still JSON.
            const std::size_t colon = text.find(": ", at);
            const std::size_t end = colon == std::string::npos ? colon : text.find_first_of(",\n}", colon);
            if (end != std::string::npos) {
                text.replace(colon + 2, end - colon - 2, scraps[below(scraps.size() - 1)]);
            }
        }
    }
    if (text.empty()) {
        text = " ";
    }
}

}  // namespace

TEST_CASE("the examples of the reference are taken") {
    for (std::size_t endpoint = 0; endpoint < replies.size(); ++endpoint) {
        CHECK(read_as(endpoint, std::string(replies[endpoint])) == outcome::taken);
    }
}

TEST_CASE("the reply of one endpoint is no reply of another unless it has the same shape") {
    CHECK(read_as(5, std::string(reference::sources)) == outcome::not_as_described);
    CHECK(read_as(0, std::string(reference::model)) == outcome::not_as_described);
    CHECK(read_as(7, std::string(reference::triggered)) == outcome::not_as_described);
}

TEST_CASE("mutated replies are taken or are failures that name their place") {
    std::mt19937 random(4545);
    std::array<int, 4> seen{};
    for (int round = 0; round < 12'000; ++round) {
        const std::size_t endpoint = static_cast<std::size_t>(round) % replies.size();
        std::string body(replies[endpoint]);
        for (int times = 1 + round % 3; times > 0; --times) {
            mutate(body, random);
        }
        ++seen[static_cast<std::size_t>(read_as(endpoint, body))];
    }
    // Each way out was taken often, so that the rounds did try something.
    CHECK(seen[static_cast<std::size_t>(outcome::taken)] > 1000);
    CHECK(seen[static_cast<std::size_t>(outcome::not_json)] > 1000);
    CHECK(seen[static_cast<std::size_t>(outcome::not_as_described)] > 500);
}

TEST_CASE("a reply cut off anywhere is never taken") {
    for (std::size_t endpoint = 0; endpoint < replies.size(); ++endpoint) {
        const std::string whole(replies[endpoint]);
        for (std::size_t size = 0; size < whole.size(); size += 7) {
            REQUIRE(read_as(endpoint, whole.substr(0, size)) == outcome::not_json);
        }
    }
}
