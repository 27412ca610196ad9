#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <list>
#include <optional>
#include <random>

#include "http/admission.hpp"
#include "http/client.hpp"
#include "http/connector.hpp"
#include "http/idle_connections.hpp"
#include "http/interruption.hpp"
#include "http/rate_gate.hpp"
#include "http/settings.hpp"
#include "http/time_budget.hpp"

namespace censusctl::http {

/// What the requests of one client share. Each of them holds it, so that it outlives a client that goes while
/// requests are under way. Used from one thread.
struct client_state {
    client_state(boost::asio::any_io_executor on, client_settings read);

    boost::asio::any_io_executor executor;
    client_settings settings;
    connector connections;
    idle_connections idle;
    admission places;
    rate_gate gate;
    time_budget budget;
    client_statistics counted;
    std::mt19937_64 random;
    bool stopped{false};
    std::list<interruption*> under_way;
    std::optional<deadline> run_deadline;

    /// Ends the waits of all requests that are under way.
    void interrupt_all(interrupt_cause why);
};

/// One request under way, from its first wait to its result: it runs the clock, and hears of deadlines and
/// stops.
class sending {
public:
    explicit sending(client_state& state);
    ~sending();
    sending(const sending&) = delete;
    sending& operator=(const sending&) = delete;

    [[nodiscard]] interruption& interrupt() noexcept { return interrupt_; }

private:
    client_state& state_;
    interruption interrupt_;
};

}  // namespace censusctl::http
