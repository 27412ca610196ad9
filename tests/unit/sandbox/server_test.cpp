#include "sandbox/server.hpp"

#include <doctest/doctest.h>

#include <mutex>

#include "unit/sandbox/support/workspace_client.hpp"

using namespace censusctl::sandbox;
using namespace censusctl::sandbox::test;

TEST_CASE("a server tells where it is") {
    const workspace_client client{options_of("empty")};
    CHECK(client.server().port() != 0);
    CHECK(client.server().base_url() ==
          "http://127.0.0.1:" + std::to_string(client.server().port()) + "/api/v1");
    CHECK(client.server().requests() == 0);
}

TEST_CASE("a server without a token or with an unknown world does not start") {
    server_options options = options_of("reference");
    options.token.clear();
    CHECK_THROWS_WITH(static_cast<void>(start_server(std::move(options))), "the sandbox needs a token");
    CHECK_THROWS_WITH(static_cast<void>(start_server(options_of("large:0"))),
                      "sandbox world 'large:N': N must be a number from 1 to 100000");
    CHECK_THROWS_WITH(static_cast<void>(start_server(options_of("large:x"))),
                      "sandbox world 'large:N': N must be a number from 1 to 100000");
}

TEST_CASE("each request is one log line without the token") {
    std::mutex guard;
    std::vector<std::string> lines;
    server_options options = options_of("reference", {"GET /sources drop-before"});
    options.log = [&](censusctl::diagnostics::log_level, std::string_view message,
                      const censusctl::diagnostics::log_fields& fields) {
        std::string line{message};
        for (const auto& [name, value] : fields)
            line += " " + std::string{name} + "=" + value;
        const std::lock_guard<std::mutex> hold{guard};
        lines.push_back(line);
    };
    const workspace_client client{std::move(options)};
    static_cast<void>(client.ask("GET", "/syncs/61?x=1"));
    static_cast<void>(client.ask("POST", "/syncs", "{}"));
    static_cast<void>(client.ask("GET", "/sources"));
    client.server().stop();
    CHECK(lines ==
          std::vector<std::string>{"sandbox answered method=GET target=/api/v1/syncs/61?x=1 status=200",
                                   "sandbox answered method=POST target=/api/v1/syncs status=422",
                                   "sandbox answered method=GET target=/api/v1/sources status=0"});
}
