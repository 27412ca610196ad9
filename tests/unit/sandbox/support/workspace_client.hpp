#pragma once
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "sandbox/server.hpp"
#include "unit/sandbox/support/raw_http.hpp"

namespace censusctl::sandbox::test {

inline constexpr std::string_view test_token = "secret-token:abc";

/// Options of a server with the test token.
[[nodiscard]] server_options options_of(std::string world, std::vector<std::string> faults = {});

/// A running server, and one request at a time to it, each over a connection of its own.
class workspace_client {
public:
    explicit workspace_client(server_options options);

    [[nodiscard]] sandbox::server& server() const { return *server_; }
    /// `path` is below /api/v1.
    [[nodiscard]] response ask(std::string_view method, std::string_view path,
                               std::string_view body = {}) const;
    [[nodiscard]] response ask_with(std::string_view headers, std::string_view method,
                                    std::string_view target) const;
    /// The whole reply to a GET, which must succeed.
    [[nodiscard]] boost::json::value get(std::string_view path) const;
    /// `data` of that reply.
    [[nodiscard]] boost::json::value data(std::string_view path) const;
    /// The id of the sync that a POST creates; the POST must succeed.
    [[nodiscard]] std::int64_t create(const boost::json::value& sync) const;

private:
    std::unique_ptr<sandbox::server> server_;
};

/// A reply as one text: "422 label must be a string" for an error, "200" for anything else.
[[nodiscard]] std::string verdict(const response& got);

/// A file of tests/unit/sandbox/data.
[[nodiscard]] boost::json::value reference_example(std::string_view name);

/// A request that the world "reference" takes: an upsert of EMAIL into the key external_id of Braze users.
[[nodiscard]] boost::json::object good_sync();

}  // namespace censusctl::sandbox::test
