#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "http/attempt.hpp"
#include "http/interruption.hpp"

namespace censusctl::http {

/// What a blocking lookup of a name found.
struct lookup_answer {
    std::vector<boost::asio::ip::tcp::endpoint> endpoints;
    std::string problem;    ///< empty: found
    bool permanent{false};  ///< there is no such name; not: the name server does not answer
};
using lookup_function = std::function<lookup_answer(const std::string& host, std::uint16_t port)>;

/// getaddrinfo: blocks.
[[nodiscard]] lookup_answer system_lookup(const std::string& host, std::uint16_t port);

/// Resolves names within a deadline, which getaddrinfo itself does not know: it runs in a thread that is left
/// to itself when its answer comes too late. Addresses that were found are kept until `forget`.
class resolver {
public:
    explicit resolver(lookup_function lookup = system_lookup);
    ~resolver();
    resolver(const resolver&) = delete;
    resolver& operator=(const resolver&) = delete;

    /// The endpoints of `host` (a name, or an address without brackets), in the order to try them in: address
    /// families alternate, so that one that leads nowhere costs one try only. Must not outlive `interrupt`.
    [[nodiscard]] boost::asio::awaitable<attempt_result<std::vector<boost::asio::ip::tcp::endpoint>>> resolve(
        std::string host, std::uint16_t port, interruption& interrupt);

    /// What was found is of no use any more: none of it could be reached.
    void forget() noexcept { known_.clear(); }

private:
    struct pending_lookup;

    lookup_function lookup_;
    std::shared_ptr<pending_lookup> pending_;  ///< all who ask while it runs share its answer
    std::string known_name_;
    std::vector<boost::asio::ip::tcp::endpoint> known_;
};

/// The same endpoints, families alternating, the first one's family first, order within each kept.
[[nodiscard]] std::vector<boost::asio::ip::tcp::endpoint> alternate_families(
    const std::vector<boost::asio::ip::tcp::endpoint>& endpoints);

}  // namespace censusctl::http
